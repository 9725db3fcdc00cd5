"""Whose turn a piece makes it: of whoever sent what turned out to carry a virus."""

from collections.abc import Sequence

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from casework.pieces.models import Piece
from casework.pieces.states import PieceState
from roles.actions import Action

OPEN_ROWS = OpenRows(
    rows=lambda on: Piece.objects.filter(state=PieceState.GEWEIGERD),
    columns=("added_by_id",),
    people=("added_by_id",),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    """It isn't in the file, and somebody thinks that it is."""
    return [
        roster.turn(
            "piece",
            "",
            "strike",
            "Een bestand is geweigerd: vraag het opnieuw op",
            "Er zat een virus in. Het bestand is weggegooid.",
            [roster.person(one.added_by_id, Action.KEEP_PIECE), *leading(roster)],
            Term(roster.clock.add_working_days(one.since, 2), "twee werkdagen nadat het is geweigerd"),
            of=one,
            outlives=True,
        )
        for one in rows
    ]
