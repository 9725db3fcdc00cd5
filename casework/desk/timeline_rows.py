"""The rows of the timeline, made by one function: what `desk/timeline_row.html` makes of them, byte for byte.

As on Werkvoorraad: the template says how a row looks, and a test holds the two together.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from casework.templatetags import words

_e: Final = escape
_SHIELDED: Final = ' <span class="wt-badge wt-badge--late">Afgeschermd</span>'


def as_html(rows: Iterable[dict[str, Any]], case: Any, *, leads: bool, shut: Collection[str] = ()) -> SafeString:
    """All of them. Where it `leads` a row leads to the page of what happened, unless that is `shut` to who looks."""
    nowhere = {"", case.get_absolute_url(), *shut}
    return mark_safe("".join(_row(one, leads and one["url"] not in nowhere) for one in rows))  # noqa: S308  escaped below


def _row(one: dict[str, Any], leads: bool) -> str:
    what: str = _e(words.happened(one))
    if leads and not one["is_note"]:
        what = f'<a href="{_e(one["url"])}">{what}</a>'
    layer = f" {words.layer_mark(one['layer'])}" if one["layer"] else ""
    role = f", {_e(one['role'])}" if one["role"] else ""
    shielded = " wt-shielded" if one["shielded"] else ""
    text = f'<div class="wt-timeline__text{shielded}">{_e(one["text"])}</div>' if one["text"] else ""
    ground = f'<div class="wt-timeline__meta">Waarom afgeschermd: {_e(one["ground"])}</div>' if one["ground"] else ""
    return f"""<li class="{"is-note" if one["is_note"] else "is-moved" if one["layer"] else ""}">
        <div class="wt-timeline__head">{what}{layer}{_SHIELDED if one["shielded"] else ""}</div>
        <div class="wt-timeline__meta">{words.moment(one["at"])} · {_e(one["by_name"])}{role}</div>
        {text}
        {ground}
      </li>
"""
