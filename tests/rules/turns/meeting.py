"""Whose turn a joint meeting makes it, while it is written down: who began; then who directs the household."""

from typing import Final

from casework.meetings.models import Meeting
from tests.casework.householdplans.household import Family
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, march


def begun(world: World) -> Meeting:
    return Family(world, on=MONDAY).meeting()


TURNS: Final = (Waits("meeting:settle", begun, "meeting.settle", ("teamlid", *LEADING), march(9)),)
