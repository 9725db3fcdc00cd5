"""The code of this request, also on pages that Django fills without a request."""

from django import template

from wijkteam.request_code import current

register = template.Library()


@register.simple_tag
def request_code() -> str:
    return current()
