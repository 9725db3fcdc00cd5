"""Whose turn a wall makes it: whoever set it; then who leads the household's team."""

import datetime as dt
from typing import Final

from casework.households.models import Wall
from tests.casework.households.four import Four
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, march

DAY: Final = dt.timedelta(days=1)


def just_set(world: World) -> Wall:
    return _wall(world, until=march(25))


def gone_over(world: World) -> Wall:
    return _wall(world, review_on=march(20), until=march(25), gone_over_on=MONDAY)


def _wall(world: World, **fields: object) -> Wall:
    four = Four(world)
    given = {"household": four.household, "one": four.ans, "other": four.ben, "why": "Zij is bang."}
    return Wall.objects.create(**given, by=world.consulent, at=four.case.reported_at, state_since=MONDAY, **fields)


TURNS: Final = (
    Waits("wall:go_over", just_set, "wall.go_over", LEADING, march(3)),
    Waits("wall:decide", gone_over, "wall.keep", LEADING, march(20), on=march(13), not_on=march(12)),
)
