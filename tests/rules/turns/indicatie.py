"""Whose turn temporary help makes it: to finish, decide, review, end or extend it."""

import datetime as dt
from typing import Any, Final

from casework.indicaties.models import VoorlopigeIndicatie
from roles.models import Mandate, MandateKind
from tests.factories import World
from tests.rules.turns.waiting import CONSULENTS, LEADERS, LEADING, MONDAY, Waits, case, march, moment

END = dt.date(2026, 3, 31)


def made(world: World, state: str, **fields: Any) -> VoorlopigeIndicatie:
    issued = {"issued_on": MONDAY} if state in ("afgegeven", "geeindigd") else {}
    given = {"state_since": MONDAY, "starts_on": MONDAY, "ends_on": END} | issued
    return world.indicatie(case(world), state, **given | fields)


def started_and_reviewed(world: World, **fields: Any) -> VoorlopigeIndicatie:
    seen = {"help_started_on": MONDAY, "reviewed_on": MONDAY, "reviewed_by": world.consulent2, "review_ok": True}
    return made(world, "afgegeven", **seen | fields)


def with_a_later_decision(world: World) -> VoorlopigeIndicatie:
    """It begins two weeks after the help stops: who may extend closes the gap."""
    running = started_and_reviewed(world)
    later = {"starts_on": END + dt.timedelta(weeks=2), "ends_on": END + dt.timedelta(weeks=20)}
    world.decided(running.case, on=MONDAY, instead_of=running, **later)
    return running


def put_to_who_lost_the_mandate(world: World) -> VoorlopigeIndicatie:
    Mandate.objects.filter(kind=MandateKind.INDICATIE).update(until=MONDAY)
    return made(world, "voorgelegd", submitted_to=world.consulent2)


TURNS: Final = (
    Waits(
        "indicatie:finish",
        lambda world: made(world, "concept"),
        "indicatie.discard",
        ("eerstecontact", *LEADING),  # who made it
        march(4),
    ),
    Waits(
        "indicatie:decide",
        lambda world: made(world, "voorgelegd", submitted_to=world.consulent2),
        "indicatie.issue",
        ("consulent2", CONSULENTS, *LEADERS),
        march(2),
    ),
    Waits(
        "indicatie:decide",
        put_to_who_lost_the_mandate,
        "indicatie.send_back",
        LEADERS,
        march(2),
    ),
    Waits(
        "indicatie:decide",
        lambda world: made(world, "voorgelegd", submitted_to=world.consulent2, submitted_at=moment(MONDAY)),
        "indicatie.issue",
        ("consulent2", CONSULENTS, *LEADERS),
        march(2),
    ),
    Waits(
        "indicatie:decide:leader",
        lambda world: made(world, "voorgelegd", submitted_to=world.consulent2, submitted_at=moment(MONDAY)),
        "indicatie.send_back",
        LEADERS,
        march(2),
    ),
    Waits(
        "indicatie:started",
        lambda world: made(world, "afgegeven"),
        "indicatie.confirm_start",
        ("eerstecontact", *LEADING),  # who issued it
        march(3),
    ),
    Waits(
        "indicatie:started",
        lambda world: made(world, "afgegeven", starts_on=march(10)),
        "indicatie.confirm_start",
        ("eerstecontact", *LEADING),
        march(11),
    ),
    # its provider says how it goes, as with help by a decision
    Waits(
        "indicatie:started",
        lambda world: made(world, "afgegeven", shared_until=dt.date.max),
        "indicatie.confirm_start",
        ("uitvoerder@Heemzicht", "eerstecontact", *LEADING),
        march(3),
    ),
    Waits(
        "indicatie:trouble",
        lambda world: made(world, "afgegeven", cannot_on=MONDAY),
        "indicatie.agree",
        LEADING,
        march(2),
    ),
    Waits(
        "indicatie:early",
        lambda world: started_and_reviewed(world, help_stopped_on=MONDAY),
        "indicatie.withdraw",
        LEADING,
        march(9),
    ),
    Waits(
        "indicatie:stop",
        lambda world: made(
            world, "ingetrokken", issued_on=MONDAY, help_started_on=MONDAY, shared_until=dt.date.max, ends_on=march(10)
        ),
        "indicatie.confirm_stop",
        ("uitvoerder@Heemzicht", "eerstecontact", *LEADING),
        march(17),
        on=march(11),
        not_on=march(10),
    ),
    Waits(
        "indicatie:stop",
        lambda world: made(
            world, "ingetrokken", issued_on=MONDAY, help_started_on=MONDAY, shared_until=march(20), ends_on=march(10)
        ),
        "indicatie.confirm_stop",
        ("eerstecontact", *LEADING),  # the provider doesn't see it any more
        march(17),
        on=march(20),
    ),
    Waits(
        "indicatie:review", lambda world: made(world, "afgegeven"), "indicatie.review", (CONSULENTS, *LEADERS), march(4)
    ),
    Waits(
        "indicatie:disagreed",
        lambda world: started_and_reviewed(world, review_ok=False, review_why="Te veel"),
        "indicatie.explain",
        LEADING,
        march(2),
    ),
    Waits("indicatie:end", started_and_reviewed, "indicatie.withdraw", LEADING, march(21)),
    Waits(
        "indicatie:end",
        lambda world: started_and_reviewed(world, ends_on=march(8)),  # at once, but not the day it was issued
        "indicatie.withdraw",
        LEADING,
        march(4),
    ),
    Waits("indicatie:end", with_a_later_decision, "indicatie.extend", (CONSULENTS, *LEADERS), march(21)),
    Waits(
        "indicatie:end:leader", started_and_reviewed, "indicatie.withdraw", LEADERS, END, on=march(28), not_on=march(27)
    ),
    Waits("indicatie:after", lambda world: made(world, "geeindigd"), "indicatie.decide_after_end", LEADERS, march(2)),
)
