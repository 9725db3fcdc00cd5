"""The rows of Casussen, made by one function: what `desk/my_cases_row.html` makes of them, byte for byte.

As on Werkvoorraad: the template says how a row looks, and a test holds the two together.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from casework.cases.states import PartyKind, Phase
from casework.desk.directed import Standing
from casework.engine.words import escaped as _e
from casework.templatetags.look import badge
from casework.templatetags.words import SOON_DAYS, days_left, layer_mark, list_day

if TYPE_CHECKING:
    import datetime as dt

    from casework.desk.my_cases import Row

_PHASES: Final = dict(Phase.choices)


def as_html(rows: Iterable["Row"]) -> SafeString:
    today = timezone.localdate()
    return mark_safe("".join(_row(row, today) for row in rows))  # noqa: S308  each value is escaped below


def _row(row: "Row", today: "dt.date") -> str:
    case = row.case
    urgent = f" {badge('spoed')}" if case.urgent else ""
    whom = f' <span class="wt-soft wt-small">namens {_e(row.for_whom)}</span>' if row.for_whom else ""
    holder = "De inwoner" if case.holder_kind == PartyKind.INWONER else case.holder_name
    return f"""<tr role="row" class="wt-mycases__row">
<th scope="row" role="rowheader" class="wt-mycases__wie"><a href="{_e(case.get_absolute_url())}">{_e(case.listed)}<span class="wt-sr">, {_e(case.ref)}</span></a>{urgent}{whom}</th>
<td role="cell" class="wt-mycases__vraag"><span class="wt-mycases__line">{_e(case.begins)}</span></td>
<td role="cell" class="wt-mycases__stand">{_stands(row)}</td>
<td role="cell" class="wt-mycases__fase">{_PHASES[case.phase]}</td>
<td role="cell" class="wt-mycases__laag"><span class="wt-mycases__holder">{layer_mark(case.layer, words=False)}<span class="wt-mycases__name">{_e(holder)}</span></span></td>
<td role="cell" class="wt-mycases__datum">{_due(case, today)}</td>
<td role="cell" class="wt-mycases__contact">{list_day(case.contact_at) or "nog niet"}</td>
<td role="cell" class="wt-mycases__doelen">{_late(row)}</td>
</tr>
"""


def _stands(row: "Row") -> str:
    match Standing(row.case.stands):
        case Standing.WAITS:
            return f"Wacht op {row.party} tot {list_day(row.waits_until)}"
        case Standing.SLEEPS:
            return f"Slapend, hulp {f'tot {list_day(row.help_until)}' if row.help_until else 'zonder einde'}"
    return "<strong>Aan zet</strong>"


def _due(case: Any, today: "dt.date") -> str:
    if case.due_on is None:
        return '<span class="wt-soft">geen</span>'
    left = (case.due_on - today).days
    look = " wt-late" if left < 0 else " wt-soon" if 0 < left <= SOON_DAYS else ""
    return (
        f'<span class="wt-nowrap{look}">{days_left(case.due_on, today)}</span> '
        f'<span class="wt-soft wt-mycases__due">{_e(case.due["what"])}</span>'
    )


def _late(row: "Row") -> str:
    goals, told = row.case.late_goals, ""
    if goals:
        words = f" {'doel' if goals == 1 else 'doelen'} te laat"
        told = f'<span class="wt-late">{goals}<span class="wt-mycases__only">{words}</span></span>'
    if row.evaluation_is_past:
        return f'{told} <span class="wt-late">evaluatie voorbij</span>'
    return told or '<span class="wt-soft">geen</span>'
