"""The search field, and what was found."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from roles.actions import Action
from roles.policy import Sight

register = template.Library()


@register.filter
def may_find(sight: object) -> bool:
    """Whether there are cases that this person may look for."""
    return isinstance(sight, Sight) and sight.has(Action.VIEW_CASE)


@register.filter
def may_report(sight: object) -> bool:
    return isinstance(sight, Sight) and sight.has(Action.REPORT_CASE)


@register.filter
def confirms_behind_name(sight: object) -> bool:
    """Whether *Bevestigen* stands behind this person's name: who leads cases has a full bar."""
    return isinstance(sight, Sight) and sight.has(Action.CONFIRM_RIGHTS) and sight.has(Action.LEAD_CASE)


@register.filter
def highlighted(pieces: Iterable[Any]) -> SafeString:
    """The text of these pieces (see `why_found.py`), with what was looked for marked in it."""
    return format_html_join(
        "", "{}{}{}", ((_OPEN, piece.text, _SHUT) if piece.hit else ("", piece.text, "") for piece in pieces)
    )


_OPEN, _SHUT = SafeString('<mark class="wt-hit__mark">'), SafeString("</mark>")
