"""Whose turn an advice makes it that is out: of who asked for it, once the day has come by which it would be there."""

from collections.abc import Sequence

from casework.advice.models import Advice
from casework.advice.states import AdviceState
from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from roles.actions import Action

OPEN_ROWS = OpenRows(
    rows=lambda on: Advice.objects.filter(state=AdviceState.GEVRAAGD),
    columns=("expected_by", "asked_by_id"),
    people=("asked_by_id",),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        roster.turn(
            "advice",
            "",
            "receive",
            "Vraag het advies na, of leg het vast",
            "Het advies zou er nu zijn.",
            [roster.person(one.asked_by_id, Action.EDIT_FILE), *leading(roster)],
            Term(one.expected_by, "de dag waarop het advies er zou zijn"),
            of=one,
            rests_until=one.expected_by,
        )
        for one in rows
    ]
