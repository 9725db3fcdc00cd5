"""The rows of the timeline, made by one function: what `desk/timeline_row.html` makes of them, byte for byte.

As on Werkvoorraad: the template says how a row looks, and a test holds the two together.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from casework.templatetags import look, words

_e: Final = escape
_SHIELDED: Final = look.badge("dicht", "Afgeschermd")


def as_html(
    rows: Iterable[dict[str, Any]], case: Any, *, leads: bool, shut: Collection[str] = (), writes: bool = False
) -> SafeString:
    """All of them. Where it `leads` a row leads to the page of what happened, unless that is `shut` to who looks; who
    `writes` here puts a note right."""
    here = case.get_absolute_url()
    nowhere = {"", here, *shut}
    shown = (_row(one, leads and one["url"] not in nowhere, here if writes else "") for one in rows)
    return mark_safe("".join(shown))  # noqa: S308  escaped below


def _put_right(one: dict[str, Any], here: str) -> str:
    """To the page that puts it right; its name tells it from any other."""
    when = f"{timezone.localtime(one['at']):%d-%m-%Y %H.%M}, {one['order']}"
    return f' · <a href="{here}notities/{one["order"]}/rechtzetten/">Zet recht<span class="wt-sr">, notitie van {when}</span></a>'


def _row(one: dict[str, Any], leads: bool, here: str) -> str:
    what: str = _e(words.happened(one))
    if leads and not one["is_note"]:
        what = f'<a href="{_e(one["url"])}">{what}</a>'
    marks = f"{_SHIELDED} " if one["shielded"] else ""
    marks += f"{look.icon('square-pen')} " if one["is_note"] else ""
    layer = f" {words.layer_mark(one['layer'])}" if one["layer"] else ""
    role = f", {_e(one['role'])}" if one["role"] else ""
    by = f"{timezone.localtime(one['at']):%H.%M} uur · {_e(one['by_name'])}{role}"
    by += _put_right(one, here) if one["is_note"] and here else ""
    shielded = " wt-shielded" if one["shielded"] else ""
    text, head, alone = "", "wt-timeline__head", f'<div class="wt-timeline__meta">{by}</div>'
    if one["text"]:
        text = f'<div class="wt-timeline__text{shielded}">{_e(one["text"])}</div>'
        head, by, alone = "wt-timeline__meta", f" · {by}", ""
    ground = f'<div class="wt-timeline__meta">Waarom afgeschermd: {_e(one["ground"])}</div>' if one["ground"] else ""
    return f"""<li>
        <div class="wt-timeline__when">{words.list_day(one["at"])}</div>
        <div>
          {text}
          <div class="{head}">{marks}{what}{layer}{by if one["text"] else ""}</div>
          {alone}
          {ground}
        </div>
      </li>
"""
