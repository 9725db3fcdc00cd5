"""Whose turn a goal makes it: to say how it goes, or to find who carries it."""

import datetime as dt
from typing import Any, Final

from casework.goals.models import Goal
from roles.matrix import Role
from tests.factories import World, member, user
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march


def running(world: World, **fields: Any) -> Goal:
    """Of which a word is agreed every two weeks."""
    given = {"started_on": MONDAY, "state_since": MONDAY, "rhythm_days": 14} | fields
    return world.goal(case(world, "uitvoering", evaluate_on=march(30)), "loopt", **given)


def of_a_partner(world: World) -> Goal:
    member(user("thuiszorg"), Role.UITVOERDER, organisation=world.partner)
    there = {"carrier_kind": "organisatie", "carrier_organisation": world.partner}
    return running(world, shared_until=dt.date.max, **there)


def of_the_citizen(world: World) -> Goal:
    goal = running(world)
    world.grant(goal.case, since=MONDAY)
    return goal


TURNS: Final = (
    Waits("goal:seek", lambda world: running(world, seeking_since=MONDAY), "goal.keep_carrier", LEADING, march(4)),
    Waits(
        "goal:report",
        of_a_partner,
        "goal.report",
        ("middenveld@Bij de Oma's", "uitvoerder@Bij de Oma's", *LEADING),
        march(16),
    ),
    Waits("goal:report", of_the_citizen, "goal.report", ("inwoner", *LEADING), march(16)),
    # no rhythm was agreed: at the evaluation
    Waits(
        "goal:report",
        lambda world: running(world, carrier_kind="collega", carrier_user=world.teamlid, rhythm_days=None),
        "goal.report",
        ("teamlid", *LEADING),
        march(30),
    ),
    Waits(
        "goal:report",
        lambda world: running(world, carrier_kind="collega", carrier_user=world.teamlid),
        "goal.report",
        ("teamlid", *LEADING),
        march(16),
    ),
)
