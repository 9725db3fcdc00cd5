"""Whose turn an appointment makes it: of whoever said they would, on the day that was agreed."""

from typing import Final

from casework.appointments.models import Appointment
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march


def planned(world: World) -> Appointment:
    return world.appointment(case(world), on=march(12), person=world.consulent2, state_since=MONDAY)


TURNS: Final = (Waits("appointment", planned, "appointment.fulfil", ("consulent2", *LEADING), march(12)),)
