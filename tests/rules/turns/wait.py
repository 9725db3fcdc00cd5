"""Whose turn it is when a case waits: the regisseur's, on the day until which it does."""

from typing import Final

from casework.waits.models import Wait
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march


def waiting(world: World) -> Wait:
    return world.wait(case(world), until=march(12), since=MONDAY, state_since=MONDAY)


TURNS: Final = (Waits("wait", waiting, "wait.come", LEADING, march(12)),)
