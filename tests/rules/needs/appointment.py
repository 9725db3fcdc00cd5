"""The appointment: what each of its steps needs, and what is read where that is missing."""

from typing import Final

from casework.appointments.models import Appointment
from tests.factories import World
from tests.rules.needs.taking import But, Take


def planned(world: World) -> Appointment:
    return world.appointment(world.case())


TAKES: Final = (
    Take(
        "pass_on",
        planned,
        lambda world, one: {"person": world.consulent2},
        but={
            "another_can_keep_it": But(
                "Kies een collega die deze zaak mag zien", given=lambda world, one: {"person": world.consulent3}
            )
        },
    ),
    Take("drop", planned, {"why": "Zij belde zelf"}, but={"says_why": But("Zeg waarom.", why=" ")}),
)
