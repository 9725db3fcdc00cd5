"""The wijkweb on paper: drawn from what a summary froze."""

from typing import Any

from django import template

from casework.network import paper
from casework.network.picture import Web

register = template.Library()


@register.simple_tag
def drawn_web(content: dict[str, Any]) -> Web | None:
    """`{% drawn_web s as picture %}`"""
    return paper.drawn(content)


@register.filter
def web_in_words(content: dict[str, Any]) -> str:
    return paper.in_words(content)
