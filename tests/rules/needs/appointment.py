"""The appointment: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Final

from casework.appointments.models import Appointment
from tests.factories import World, today
from tests.rules.needs.taking import But, Take


def planned(world: World) -> Appointment:
    return world.appointment(world.case())


TAKES: Final = (
    Take(
        "move",
        planned,
        lambda world, one: {"day": today() + dt.timedelta(days=1), "person": world.consulent2},
        but={
            "day_can_be_true": But("Vul een dag in vanaf", day=today() - dt.timedelta(days=1)),
            "is_for_somebody_of_the_file": But("Deze collega kan niet bij de zaak", person=None),
            "stands_as_it_was_shown": But("Een collega was u voor: de afspraak is nu", stood_at="2020-01-01 None 1"),
        },
    ),
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
