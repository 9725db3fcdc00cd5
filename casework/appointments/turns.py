"""Whose turn an appointment makes it: of whoever said they would, on the day that was agreed."""

from collections.abc import Sequence
from typing import Final

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from roles.actions import Action

LONGEST: Final = 160  # characters of a turn

OPEN_ROWS = OpenRows(
    rows=lambda on: Appointment.objects.filter(state=AppointmentState.GEPLAND),
    columns=("person_id", "on", "at_time", "what"),
    people=("person_id",),
    not_asked=("made_by_id",),  # who wrote it down need not do it
)


def _what(one: OpenRow) -> str:
    """'14.30 uur: bel over de huur', no longer than a list has room for."""
    time = f"{one.at_time[:5].replace(':', '.')} uur: " if one.at_time else ""
    return f"{time}{one.what}"[:LONGEST]


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        roster.turn(
            "appointment",
            "",
            "fulfil",
            _what(one),
            "Een afspraak.",
            [roster.person(one.person_id, Action.KEEP_AGENDA), *leading(roster)],
            Term(one.on, "de afgesproken dag"),
            of=one,
        )
        for one in rows
    ]
