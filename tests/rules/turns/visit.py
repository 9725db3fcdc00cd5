"""Whose turn it is while a visit is being written: whoever was there; then who leads the case."""

from typing import Final

from casework.visits.models import Visit
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case

WRITER: Final = ("teamlid", *LEADING)


def being_written(world: World) -> Visit:
    return world.visit(case(world), by=world.teamlid, on=MONDAY, state_since=MONDAY)


TURNS: Final = (Waits("visit", being_written, "visit.finish", WRITER, MONDAY),)
