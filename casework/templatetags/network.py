"""The wijkweb as a picture: on a page, and on paper from what a summary froze."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from casework.network import paper
from casework.network.drawn import as_svg
from casework.network.picture import Web

register = template.Library()


@register.simple_tag
def drawn_web(content: dict[str, Any]) -> Web | None:
    """`{% drawn_web s as picture %}`"""
    return paper.drawn(content)


@register.filter
def web_in_words(content: dict[str, Any]) -> str:
    return paper.in_words(content)


@register.simple_tag
def web_picture(picture: Web, base: str = "", sized: str = "") -> SafeString:
    """`{% web_picture picture base=ways %}`"""
    return as_svg(picture, base=base, sized=sized)
