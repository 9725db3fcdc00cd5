"""Whose turn an objection makes it: of the municipality's lawyers, and once it is decided of who directs the case."""

import datetime as dt
from typing import Any, Final

from casework.objections.models import Objection
from roles.models import Membership
from tests.factories import World
from tests.rules.turns.waiting import HEAD, LEADERS, LEADING, MONDAY, Waits, case, march

LAWYERS = "bezwaar@Gemeente"
LAST = dt.date(2026, 3, 30)  # one could object until that Monday; six weeks later it is 11 May


def received(world: World, state: str = "ontvangen", **fields: Any) -> Objection:
    since = {"received_on": MONDAY, "state_since": MONDAY, "last_day": LAST, "decided_on": MONDAY}
    settled = {} if state in ("ontvangen", "in_behandeling") else {"settled_on": MONDAY}
    if settled == {}:
        since.pop("decided_on")
    return world.objection(case(world, met_on=MONDAY), state, **since | settled | fields)


def handled(world: World, **fields: Any) -> Objection:
    return received(world, "in_behandeling", **fields)


def without_handler(world: World) -> Objection:
    made = handled(world)
    Membership.objects.filter(user=world.bezwaar).delete()
    return made


def head_decided(world: World) -> Objection:
    """And nobody else of the municipality may."""
    made = received(world, former_by=world.afdelingshoofd)
    Membership.objects.filter(user=world.bezwaar).delete()
    return made


TURNS: Final = (
    Waits("objection", received, "objection.take_on", (LAWYERS, HEAD), march(4)),
    Waits("objection", lambda world: received(world, former_by=world.bezwaar), "objection.take_on", (HEAD,), march(4)),
    Waits("objection", head_decided, "objection.take_on", LEADERS, march(4)),
    Waits("objection", without_handler, "objection.take_on", (HEAD,), dt.date(2026, 5, 11)),
    Waits("objection", handled, "objection.hear", ("bezwaar",), dt.date(2026, 5, 11)),
    Waits(
        "objection",
        lambda world: handled(world, waived="b", adjourned_on=MONDAY),
        "objection.decide",
        ("bezwaar", HEAD),
        dt.date(2026, 6, 22),
    ),
    Waits(
        "objection",
        lambda world: handled(world, waived="b", committee=True, agreed_until=dt.date(2026, 9, 1)),
        "objection.decide",
        ("bezwaar", HEAD),
        dt.date(2026, 9, 1),
    ),
    Waits(
        "objection",
        lambda world: handled(world, hearing_on=march(30), in_default_until=dt.date(2026, 5, 26)),
        "objection.hear",
        ("bezwaar",),
        dt.date(2026, 5, 26),
    ),
    Waits("objection", lambda world: received(world, "gegrond"), "objection.replace", LEADING, march(9)),
)
