"""Whose turn a case makes it, by its phase and by who directs it."""

import datetime as dt
from typing import Any, Final

from casework.cases.models import Case
from tests.factories import World, absent
from tests.rules.turns.waiting import CONSULENTS, HEAD, LEADERS, LEADING, Waits, case, march


def reported(world: World, **fields: Any) -> Case:
    return case(world, "aanmelding", **fields)


def regisseur_is_away(world: World) -> Case:
    absent(world.consulent.memberships.get(), since=march(1))
    return case(world)


def told_alive(world: World) -> Case:
    """By somebody who has no other part in it."""
    ended = {"outcome": "", "ended_reason": "overleden", "regisseur": None}
    return case(world, "afgesloten", alive_told_on=march(2), alive_told_by=world.teamlid, **ended)


TURNS: Final = (
    Waits("case:reported", reported, "case.weigh", (CONSULENTS, *LEADERS), march(9)),
    Waits(
        "case:reported",
        lambda world: reported(world, regisseur=world.teamlid),
        "case.weigh",
        ("teamlid", CONSULENTS, *LEADERS),
        march(9),
    ),
    Waits("case:assign", lambda world: reported(world, weighed_on=march(3)), "case.assign", LEADERS, march(10)),
    Waits(
        "case:assign",
        lambda world: reported(world, weighed_on=march(3), urgent=True),
        "case.assign",
        LEADERS,
        march(3),
    ),
    Waits(
        "case:take_up",
        lambda world: reported(world, weighed_on=march(3), regisseur=world.consulent),
        "case.take_up",
        LEADING,
        dt.date(2026, 4, 13),
    ),
    Waits(
        "case:take_up",
        lambda world: reported(world, weighed_on=march(3), regisseur=world.consulent, urgent=True),
        "case.take_up",
        LEADING,
        march(3),
    ),
    Waits(
        "case:reported", lambda world: reported(world, kind="vraag"), "case.advise", (CONSULENTS, *LEADERS), march(4)
    ),
    Waits("case:reported", lambda world: reported(world, urgent=True), "case.weigh", (CONSULENTS, *LEADERS), march(2)),
    Waits("case:reported:leader", reported, "case.weigh", LEADERS, march(9), on=march(10), not_on=march(9)),
    Waits("case:research", lambda world: case(world, report_sent_on=march(2)), "case.set_plan", LEADING, march(16)),
    Waits(
        "case:research",
        lambda world: case(world, road="kort", report_sent_on=march(2)),
        "case.close",
        LEADING,
        march(16),
    ),
    Waits("case:meet", case, "case.meet", LEADING, march(9)),
    Waits("case:start", lambda world: case(world, "plan"), "case.start", LEADING, march(16)),
    Waits(
        "case:evaluate",
        lambda world: case(world, "uitvoering", evaluate_on=march(20)),
        "case.evaluate",
        LEADING,
        march(20),
    ),
    Waits("case:conclude", lambda world: case(world, "evaluatie"), "case.go_on", LEADING, march(16)),
    Waits("case:assign", lambda world: case(world, regisseur=None), "case.assign", LEADERS, march(2)),
    Waits("case:assign", regisseur_is_away, "case.assign", LEADERS, march(2)),
    Waits(
        "case:double",
        lambda world: reported(world, looks_like=world.case()),
        "case.keep_apart",
        (CONSULENTS, *LEADERS),
        march(4),
    ),
    Waits(
        "case:double",
        lambda world: reported(world, looks_like=world.case(team=world.other_team, kern=world.other_kern)),
        "case.keep_apart",
        (HEAD,),  # the only one who sees both
        march(4),
    ),
    Waits(
        "case:adult",
        lambda world: case(world, came_of_age_on=march(2)),
        "case.say_who_speaks",
        ("consulent", CONSULENTS, *LEADERS),
        march(9),
    ),
    Waits(
        "case:died",
        lambda world: case(world, person=world.person(deceased_on=march(2))),
        "case.end",
        LEADING,
        march(9),
    ),
    Waits("case:alive", told_alive, "case.confirm_alive", (CONSULENTS, *LEADERS), march(2)),
)
