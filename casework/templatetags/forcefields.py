"""A krachtenveld as a picture on paper."""

from typing import Any

from django import template

from casework.forcefields import paper
from casework.forcefields.picture import PAPER, FieldPicture, field_picture

register = template.Library()


@register.simple_tag
def drawn_field(content: dict[str, Any]) -> FieldPicture:
    """`{% drawn_field one as picture %}`"""
    return field_picture(paper.drawn(content), PAPER)
