"""The goal: what each of its steps needs, and what is read where that is missing."""

from typing import Final

from casework.goals.models import Goal
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed


def running(world: World) -> Goal:
    return world.goal(world.case("uitvoering"), "loopt")


WHY: Final = {"says_why": But("Zeg waarom.", why=" ")}

TAKES: Final = (
    Take(
        "keep_carrier",
        lambda world: world.goal(world.case("plan"), seeking_since=today()),
        but={
            "seeks_a_carrier": But(
                "Voor dit doel wordt geen andere drager gezocht",
                before=lambda world, goal: changed(goal, seeking_since=None),
            )
        },
    ),
    Take("adjust", running, {"why": "Te ver", "wording": "Korter wandelen"}, but=WHY),
    Take("stop", running, {"why": "Geen zin meer"}, but=WHY),
)
