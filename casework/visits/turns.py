"""Whose turn it is while a visit is being written: whoever was there; where they aren't any more, who leads the case."""

from collections.abc import Sequence

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from casework.visits.models import Visit
from casework.visits.states import VisitState
from roles.actions import Action

OPEN_ROWS = OpenRows(
    rows=lambda on: Visit.objects.filter(state=VisitState.BEZIG, struck_at=None),
    columns=("on", "by_id"),
    people=("by_id",),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        roster.turn(
            "visit",
            "",
            "finish",
            "Maak het bezoek af",
            "Het bezoek is begonnen, en nog niet klaar.",
            [roster.person(one.by_id, Action.EDIT_FILE), *leading(roster)],
            Term(one.on, "de dag van het bezoek"),
            of=one,
            outlives=True,  # closing ends what is being written; what is begun on a closed case is somebody's to finish
        )
        for one in rows
    ]
