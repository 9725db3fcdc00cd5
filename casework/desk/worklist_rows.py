"""The rows of Werkvoorraad, made by one function: what `desk/worklist_row.html` makes of them, byte for byte.

Twenty-five rows of a template cost more than all else of the page. The template says how a row looks; a test holds the two
together.
"""

import datetime as dt
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from casework.templatetags import look, words

if TYPE_CHECKING:
    from casework.desk.worklist import Row

NEED: Final = 160  # letters of what a partner reads instead of a name


def _e(value: Any) -> str:
    """As `django.utils.html.escape`, without looking whether it is safe already."""
    return escape(str(value))


def as_html(rows: Iterable["Row"], *, tab: str, picks: bool) -> SafeString:
    """All of them; with `picks` each can be ticked, to be handed out."""
    today = timezone.localdate()
    return mark_safe("".join(_row(row, tab, picks, today) for row in rows))  # noqa: S308  each value is escaped below


def _row(row: "Row", tab: str, picks: bool, today: dt.date) -> str:
    item = row.item
    urgent = f" {look.badge('spoed')}" if row.urgent else ""
    need = f" {_e(Truncator(row.need).chars(NEED))}" if row.need else ""
    left = (item.due_on - today).days
    due = "wt-late" if left < 0 else "wt-soon" if 0 < left <= words.SOON_DAYS else ""
    look_of_due = f' class="{due}"' if due else ""
    return f"""<li class="wt-row wt-row--work">
  {_pick(row) if picks else ""}
  <div class="wt-row__one"><div class="wt-row__task"><a class="wt-row__what" href="{_e(item.url)}">{_e(item.what)}<span class="wt-sr">, {_e(row.told)}</span></a>{urgent}</div> <div class="wt-row__subject">{_e(row.subject) if row.shown else ""}</div></div>
  <div class="wt-row__two">
  <div class="wt-row__why">{_e(item.why)}{need}</div>
  <div class="wt-row__place">{_place(row)}</div>
  <div class="wt-row__who">
    {_layer(row)}
    {_who(item) if tab != "mijn" else _on_behalf(row)}
  </div>
  </div>
  <div class="wt-row__due">
    <span{look_of_due}>{words.days_left(item.due_on, today)}</span>
    <details class="wt-why wt-why--icon"><summary>{look.icon("info")}<span class="wt-sr">{words.short_day(item.due_on)}: hoe is dit geteld? {_e(item.what)}, {_e(row.told)}</span></summary><p>{words.day(item.due_on)}: {_e(item.due_why)}</p></details>
  </div>
</li>
"""


def _pick(row: "Row") -> str:
    item, box = row.item, ""
    if row.can_be_handed_out:
        label = f"{_e(item.what)}, {_e(row.told)}"
        box = f'<input type="checkbox" name="werk" value="{_e(item.mark)}" form="uitdelen" aria-label="Kies: {label}">'
    return f'<div class="wt-row__pick">{box}</div>'


def _place(row: "Row") -> str:
    kern = f"<span>{_e(row.item.kern.name)}</span>"
    if not row.shown:
        return kern
    return f'{kern} <span class="wt-row__ref wt-soft wt-small wt-nowrap">{_e(str(row.item.anchor))}</span>'


def _layer(row: "Row") -> str:
    layer = getattr(row.item.anchor, "layer", "") if row.shown else ""
    return words.layer_mark(layer) if layer else ""


def _on_behalf(row: "Row") -> str:
    return f'<span class="wt-soft wt-small">namens {_e(row.on_behalf)}</span>' if row.on_behalf else ""


def _who(item: Any) -> str:
    if item.handed_to:
        who = f"Uitgedeeld aan {_e(item.handed_to.name)}"
    elif item.for_user:
        who = _e(item.for_user.name)
    else:
        place = f", {_e(item.for_organisation.name)}" if item.for_organisation else ""
        who = f"{_e(item.get_for_role_display())}{place}"
    return f'<span class="wt-soft wt-small">{who}</span>'
