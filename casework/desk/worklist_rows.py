"""The rows of Werkvoorraad, made by one function: what `desk/worklist_row.html` makes of them, byte for byte.

Twenty-five rows of a template cost more than all else of the page. The template says how a row looks; a test holds the two
together. The roles stand in it because on a small screen a row is a card: what is no table to look at still is one to hear.
"""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from casework.engine.words import escaped as _e
from casework.templatetags import look, words

if TYPE_CHECKING:
    from casework.desk.worklist import Row

NEED: Final = 160  # letters of what a partner reads instead of a name


def as_html(rows: Iterable["Row"], *, of_others: bool, picks: bool, question: bool) -> SafeString:
    """All of them; with `picks` each can be ticked, to be handed out."""
    today = timezone.localdate()
    made = (_row(row, of_others, picks, question, today) for row in rows)
    return mark_safe("".join(made))  # noqa: S308  each value is escaped below


def _row(row: "Row", of_others: bool, picks: bool, question: bool, today: dt.date) -> str:
    item, urgent = row.item, ("", "")
    if row.urgent:
        urgent = " wt-work--urgent", f" {look.badge('spoed')}"
    what, told = _e(item.what), _e(row.told)
    rests = ("", "")
    if item.rests_on(today):
        rests = " wt-work--rests", f' <span class="wt-rests">rust tot {words.list_day(item.rests_until)}</span>'
    return f"""<tr class="wt-work{urgent[0]}{rests[0]}" id="werk-{_e(item.mark)}" role="row">
  {_pick(row, what, told) if picks else ""}
  <th class="wt-work__what" scope="row" role="rowheader"><a class="wt-row__what" href="{_e(item.url)}">{what}<span class="wt-sr">, {told}</span></a>{urgent[1]}{rests[1]}{_on_behalf(row)}</th>
  <td class="wt-work__who" role="cell">{_e(row.subject)}</td>
  <td class="wt-work__asked" role="cell">{_asked(row, question)}</td>
  <td class="wt-work__kern" role="cell">{_e(item.kern.name)}</td>
  <td class="wt-work__by" role="cell">{_held_by(row)}</td>
  {_of_others(row) if of_others else ""}
  <td class="wt-work__due" role="cell">{_due(item, what, told, today)}</td>
</tr>
"""


def _pick(row: "Row", what: str, told: str) -> str:
    box = ""
    if row.can_be_picked:
        mark = _e(row.item.mark)
        box = f'<input type="checkbox" name="werk" value="{mark}" form="uitdelen" aria-label="Kies: {what}, {told}">'
    return f'<td class="wt-work__pick" role="cell">{box}</td>'


def _asked(row: "Row", question: bool) -> str:
    if row.asked and question:
        return _e(row.asked)
    need = f" {_e(Truncator(row.need).chars(NEED))}" if row.need else ""
    return f"{_e(row.item.why)}{need}"


def _held_by(row: "Row") -> str:
    layer = getattr(row.item.anchor, "layer", "") if row.shown else ""
    return f"{words.layer_mark(layer, words=False)} {_e(row.item.anchor.held_by)}" if layer else ""


def _on_behalf(row: "Row") -> str:
    return f' <span class="wt-soft wt-small">namens {_e(row.on_behalf)}</span>' if row.on_behalf else ""


def _of_others(row: "Row") -> str:
    return (
        f'<td class="wt-work__turn" role="cell">{_e(row.doer)}</td><td class="wt-work__lead" role="cell">{_e(row.lead)}</td>'
        f'<td class="wt-work__since" role="cell">{words.list_day(row.item.opened_at)}</td>'
    )


def _due(item: Any, what: str, told: str, today: dt.date) -> str:
    left = (item.due_on - today).days
    is_overdue = left < 0 or (item.due_at is not None and words.is_overdue(item))
    due = "wt-late" if is_overdue else "wt-soon" if 0 < left <= words.SOON_DAYS else ""
    look_of_due = f' class="{due}"' if due else ""
    return (
        f"<span{look_of_due}>{words.time_left(item, today)}</span>"
        f' <details class="wt-why wt-why--icon"><summary>{look.icon("info")}<span class="wt-sr">{words.short_day(item.due_on)}:'
        f" hoe is dit geteld? {what}, {told}</span></summary>"
        f"<p>{_e(item.why)} {words.day(item.due_on)}: {_e(item.due_why)}</p></details>"
    )
