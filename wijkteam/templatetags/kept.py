"""Parts of a page that follow from what they are given, and from nothing else: drawn once per process for each.

Every page has the same frame, and drawing its bar, menus and foot anew took more than all that stands between them.
`{% kept "parts/menu.html" entries=entries bar=True %}` draws that part with these alone: it knows no request, no visitor
and no form. What is of this moment is filled in afterwards: `{% csrf_token %}`, and `{{ address }}`, that of this page.
"""

import secrets
from functools import lru_cache
from typing import Any, Final

from django import template
from django.conf import settings
from django.core.signals import setting_changed
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MOST: Final = 2000  # parts that are kept, of 1 or 2 kB; the last used
# stand where something is filled in; nobody can type them
_TOKEN: Final = f"token{secrets.token_hex(12)}"
_ADDRESS: Final = f"address{secrets.token_hex(12)}"


@register.simple_tag(takes_context=True)
def kept(context: template.Context, name: str, **given: Any) -> SafeString:
    """Raises TypeError for what can't be told from something else that looks like it: give words, flags, tuples."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    html = draw(name, tuple((key, type(value), value) for key, value in given.items()))
    if _TOKEN in html:
        html = html.replace(_TOKEN, conditional_escape(str(context.get("csrf_token", ""))))
    if _ADDRESS in html:
        html = html.replace(_ADDRESS, conditional_escape(_address(context.get("request"))))
    return mark_safe(html)  # noqa: S308  a template drew it, and what was filled in is escaped


@lru_cache(maxsize=MOST)
def _drawn(name: str, given: tuple[tuple[str, type, Any], ...]) -> str:
    values = {key: value for key, _, value in given}
    return get_template(name).render(values | {"csrf_token": _TOKEN, "address": _ADDRESS})


def _address(request: Any) -> str:
    """To come back to: nowhere after a form was sent."""
    return str(request.get_full_path()) if request is not None and request.method == "GET" else ""


def _forget(**ignored: Any) -> None:
    """Only tests change one while the product runs."""
    _drawn.cache_clear()


setting_changed.connect(_forget)
