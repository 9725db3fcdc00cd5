"""The rows of Driehoek, made by functions: what the templates with these names make of them, byte for byte.

As on Werkvoorraad: the template says how a row looks, and a test holds the two together.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from casework.engine.words import escaped as _e
from casework.templatetags.words import layer_mark, list_day

WHY: Final = 140  # letters of a reason


def lying(cases: Iterable[Any]) -> SafeString:
    """Of a card: what lies there, since when, with whom (`desk/triangle_lying.html`)."""
    return _all(
        f'<li><a href="{_e(one.get_absolute_url())}">{_named(one)}</a> '
        f'<span class="wt-soft wt-small">{_e(one.kern.name)}, {_since(one)}</span></li>\n'
        for one in cases
    )


def moved(moves: Iterable[tuple[Any, str]], why: Mapping[int, str] | None = None) -> SafeString:
    """From which layer to which, and why where that is known by its key (`desk/triangle_moved.html`)."""
    return _all(
        f'<li class="wt-row wt-lane"><a href="{_e(one.get_absolute_url())}">{_named(one)}</a> '
        f'<span class="wt-soft">van {_e(was)} naar {_e(one.get_layer_display())}</span> '
        f'<span class="wt-soft wt-small wt-nowrap">{list_day(one.held_since)}</span>{_why((why or {}).get(one.pk))}</li>\n'
        for one, was in moves
    )


def listed(cases: Iterable[Any]) -> SafeString:
    """Of the whole list (`desk/triangle_listed.html`)."""
    return _all(
        f'<li class="wt-row wt-row--cells"><div><a class="wt-row__what" href="{_e(one.get_absolute_url())}">'
        f'{_named(one)}</a> <span class="wt-soft wt-small wt-nowrap">{_e(one.ref)}</span></div>'
        f'<div class="wt-row__who">{layer_mark(one.layer)}<span>{_e(one.kern.name)}</span></div>'
        f"<div>{_since(one)}</div></li>\n"
        for one in cases
    )


def _why(reason: str | None) -> str:
    return f' <span class="wt-lane__why">{_e(Truncator(reason).chars(WHY))}</span>' if reason else ""


def _named(case: Any) -> str:
    """Who hears the list hears which of two of one name."""
    return f'{_e(case.listed)}<span class="wt-sr">, {_e(case.ref)}</span>'


def _since(case: Any) -> str:
    subject, holder = case.subject, case.holder_name
    return f"sinds {list_day(case.held_since)}{f' bij {_e(holder)}' if holder != subject else ''}"


def _all(rows: Iterable[str]) -> SafeString:
    return mark_safe("".join(rows))  # noqa: S308  each value is escaped above
