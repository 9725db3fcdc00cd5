"""The rows of the timeline, made by one function: what `desk/timeline_row.html` makes of them, byte for byte.

As on Werkvoorraad: the template says how a row looks, and a test holds the two together.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from casework.engine.words import escaped as _e
from casework.templatetags import look, words

_SHIELDED: Final = look.badge("dicht", "Afgeschermd")


def as_html(
    rows: Iterable[dict[str, Any]], case: Any, *, leads: bool, shut: Collection[str] = (), writes: bool = False
) -> SafeString:
    """All of them. Where it `leads` a row leads to the page of what happened, unless that is `shut` to who looks; who
    `writes` here puts a note right."""
    here = case.get_absolute_url()
    nowhere = {"", here, *shut} if leads else None
    made = (_row(one, nowhere, here if writes else "") for one in rows)
    return mark_safe("".join(made))  # noqa: S308  each value is escaped below


def _put_right(one: dict[str, Any], here: str) -> str:
    """To the page that puts it right; its name tells it from any other."""
    when = f"{words.local(one['at']):%d-%m-%Y %H.%M}, {one['order']}"
    return f' · <a href="{here}notities/{one["order"]}/rechtzetten/">Zet recht<span class="wt-sr">, notitie van {when}</span></a>'


def _row(one: dict[str, Any], nowhere: Collection[str] | None, here: str) -> str:
    marks = f"{_SHIELDED} " if one["shielded"] else ""
    marks += f"{look.badge('dicht', 'Alleen voor ' + one['only_for'])} " if one["only_for"] else ""
    layer = f" {words.layer_mark(one['layer'])}" if one["layer"] else ""
    right = _put_right(one, here) if one["is_note"] and here else ""
    shielded = " wt-shielded" if one["shielded"] else ""
    text = f'<div class="wt-timeline__text{shielded}">{_e(one["text"])}</div>' if one["text"] else ""
    alone = "" if one["text"] else " wt-timeline__meta--alone"
    ground = f'<div class="wt-timeline__meta">Waarom afgeschermd: {_e(one["ground"])}</div>' if one["ground"] else ""
    before = f'<li class="wt-timeline__new">{_e(one["before"])}</li>' if one["before"] else ""
    return f"""{before}<li>
        <div class="wt-timeline__when">{words.list_day(one["at"])}</div>
        <div>
          {text}
          <div class="wt-timeline__meta{alone}">{look.icon(one["icon"])} {marks}{_what(one, nowhere)}{layer} · {_by(one)}{right}</div>
          {ground}
          {_steps(one, nowhere) if one["steps"] else ""}
        </div>
      </li>
"""


def _what(one: dict[str, Any], nowhere: Collection[str] | None) -> str:
    """What happened, in a link where it leads somewhere."""
    what = f'<span class="wt-timeline__what">{_e(words.happened(one))}</span>'
    leads = nowhere is not None and not one["is_note"] and one["url"] not in nowhere
    return f'<a href="{_e(one["url"])}">{what}</a>\n' if leads else f"{what}\n"


def _by(one: dict[str, Any]) -> str:
    role = f", {_e(one['role'])}" if one["role"] else ""
    return f"{words.local(one['at']):%H.%M} uur · {_e(one['by_name'])}{role}\n"


def _steps(one: dict[str, Any], nowhere: Collection[str] | None) -> str:
    made_of = "".join(f"<li>{_what(step, nowhere)} · {_by(step)}{_words_of(step)}</li>" for step in one["steps"])
    told = f"{words.happened(one)}, {words.list_day(one['at'])}, {words.local(one['at']):%H.%M} uur"
    return (
        f'<details class="wt-timeline__steps"><summary>{len(one["steps"])} stappen<span class="wt-sr">: {_e(told)}</span>'
        f"</summary><ul>{made_of}</ul></details>"
    )


def _words_of(step: dict[str, Any]) -> str:
    return f"<br>{_e(step['text'])}" if step["text"] else ""
