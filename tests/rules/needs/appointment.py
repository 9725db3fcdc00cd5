"""The appointment: what each of its steps needs, and what is read where that is missing."""

from typing import Final

from casework.appointments.models import Appointment
from tests.factories import World
from tests.rules.needs.taking import But, Take


def planned(world: World) -> Appointment:
    return world.appointment(world.case())


TAKES: Final = (Take("drop", planned, {"why": "Zij belde zelf"}, but={"says_why": But("Zeg waarom.", why=" ")}),)
