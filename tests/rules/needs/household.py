"""A household: what it needs to name who directs."""

from typing import Final

from casework.households.models import Household
from tests.factories import World
from tests.rules.needs.taking import But, Take


def lived_in(world: World) -> Household:
    return world.household(world.case().person)


TAKES: Final = (
    Take(
        "direct",
        lived_in,
        lambda world, made: {"regisseur": world.consulent},
        by="teamleider",
        but={
            "directs_from_the_team": But(
                "Kies een collega van het team die er is.",
                given=lambda world, made: {"regisseur": world.consulent3},
            )
        },
    ),
)
