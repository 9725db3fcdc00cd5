"""Whose turn it is while an advice is out: of who asked for it, on the day by which it would be there; then who leads."""

from typing import Final

from casework.advice.models import Advice
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march

ASKER: Final = ("teamlid", *LEADING)


def asked(world: World) -> Advice:
    return world.advice(case(world), asked_by=world.teamlid, asked_on=MONDAY, expected_by=march(12), state_since=MONDAY)


TURNS: Final = (Waits("advice", asked, "advice.receive", ASKER, march(12)),)
