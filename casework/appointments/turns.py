"""Whose turn an appointment makes it: of whoever said they would, on the day that was agreed."""

from collections.abc import Sequence

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from roles.actions import Action

OPEN_ROWS = OpenRows(
    rows=lambda on: Appointment.objects.filter(state=AppointmentState.GEPLAND),
    columns=("person_id", "on", "at_time", "what"),
    people=("person_id",),
    not_asked=("made_by_id",),  # who wrote it down need not do it
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        roster.turn(
            "appointment",
            "",
            "fulfil",
            f"{one.at_time[:5].replace(':', '.')} uur: {one.what}" if one.at_time else one.what,
            "Een afspraak.",
            [roster.person(one.person_id, Action.EDIT_FILE), *leading(roster)],
            Term(one.on, "de afgesproken dag"),
            of=one,
        )
        for one in rows
    ]
