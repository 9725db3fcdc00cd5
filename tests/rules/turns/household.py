"""Whose turn a household makes it: the teamleider's to name who directs, and then theirs when something happens."""

from typing import Any, Final

from casework.households.models import Household, Member
from tests.factories import World
from tests.rules.turns.waiting import LEADERS, LEADING, MONDAY, Waits, case, march


def two_with_a_case(world: World) -> Household:
    people = [case(world, person=world.person(given_name=name)).person for name in ("Bep", "Kees")]
    return world.household(*people, state_since=MONDAY)


def somebody_left(world: World) -> Any:
    made = world.household(case(world).person, world.person(), regisseur=world.consulent, state_since=MONDAY)
    row = made.members.latest("pk")
    Member.objects.filter(pk=row.pk).update(until=MONDAY, ended_why="vertrokken", asks="vertrokken", asks_since=MONDAY)
    return made


TURNS: Final = (
    Waits("household:direct", two_with_a_case, "household.direct", LEADERS, march(9)),
    Waits("household:settle", somebody_left, "household.settle", LEADING, march(9)),
)
