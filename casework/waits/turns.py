"""Whose turn it is when a case waits: on the day, the regisseur's to look; and until then theirs can rest."""

import datetime as dt
from collections.abc import Sequence

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from casework.waits.models import Wait
from casework.waits.states import WaitsFor, WaitState

OPEN_ROWS = OpenRows(
    rows=lambda on: Wait.objects.filter(state=WaitState.LOOPT),
    columns=("waits_for", "until", "advice_id"),
    not_asked=("made_by_id",),  # whoever directs the case by then looks
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        roster.turn(
            "wait",
            "",
            "come",
            "Kijk of het er is",
            f"De zaak wacht op {WaitsFor(one.waits_for).label}.",
            leading(roster),
            Term(one.until, "de dag tot wanneer de zaak wacht"),
            of=one,
            rests_until=one.until,
        )
        for one in rows
        if one.advice_id is None  # the advice itself is somebody's turn on that day
    ]


def rests(roster: Roster, rows: Sequence[OpenRow]) -> dt.date | None:
    """Until the day that somebody looks. Spoed doesn't rest."""
    if roster.row.urgent:
        return None
    return next((one.until for one in rows), None)
