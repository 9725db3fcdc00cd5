"""Waiting: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Final

from casework.waits.models import Wait
from tests.factories import World, today
from tests.rules.needs.taking import But, Take


def waiting(world: World) -> Wait:
    return world.wait(world.case())


TAKES: Final = (
    Take(
        "extend",
        waiting,
        {"until": today() + dt.timedelta(days=14)},
        but={"until_can_be_true": But("Vul een dag in vanaf", until=today())},
    ),
)
