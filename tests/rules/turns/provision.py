"""Whose turn help makes it that was granted: to start, to stop, to look at again, to decide on."""

import datetime as dt
from typing import Any, Final

from casework.provisions.models import Provision
from roles.models import Mandate, MandateKind
from tests.factories import World
from tests.rules.turns.waiting import CONSULENTS, HEAD, LEADERS, LEADING, MONDAY, Waits, case, march

END = dt.date(2026, 5, 18)  # eleven weeks on
PROVIDER = "uitvoerder@Heemzicht"
DECIDING = ("consulent", CONSULENTS, HEAD)  # the regisseur who holds the mandate, and who else does


def made(world: World, state: str = "gestart", **fields: Any) -> Provision:
    started = {"started_on": MONDAY} if state != "toegekend" else {}
    given = {"state_since": MONDAY, "starts_on": MONDAY, "ends_on": END, "told_on": MONDAY} | started
    return world.provision(case(world), state, **given | fields)


def lift(world: World, state: str, **fields: Any) -> Provision:
    """Given once, on loan."""
    once = {"once": True, "lent": True, "amount": None, "unit": "", "period": "", "ends_on": None}
    return made(world, state, **once | fields)


def closed(world: World, **fields: Any) -> Provision:
    """Help that outlives its case."""
    there = case(world, "afgesloten")
    given = {"state_since": MONDAY, "starts_on": MONDAY, "ends_on": END, "started_on": MONDAY} | fields
    return world.provision(there, "gestart", **given)


def nobody_decides(world: World) -> Provision:
    Mandate.objects.filter(kind=MandateKind.BESLUIT).delete()
    return made(world, announced_on=MONDAY)


TURNS: Final = (
    Waits("provision:provider", lambda world: made(world, provider=None), "provision.change", DECIDING, march(9)),
    Waits(
        "provision:start",
        lambda world: made(world, "toegekend", starts_on=march(4)),
        "provision.confirm_start",
        (PROVIDER, *LEADING),
        march(11),
        on=march(4),
        not_on=march(3),
    ),
    Waits(
        "provision:start",
        lambda world: made(world, "toegekend", form="pgb"),
        "provision.confirm_start",
        LEADING,
        march(9),
    ),
    # what is given once is ordered first, brought by its provider, and asked after once its day is past
    Waits("provision:order", lambda world: lift(world, "toegekend"), "provision.order", LEADING, march(9)),
    Waits(
        "provision:start",
        lambda world: lift(world, "toegekend", ordered_on=MONDAY, deliver_by=march(20)),
        "provision.confirm_start",
        (PROVIDER, *LEADING),
        march(20),
        on=march(20),
    ),
    Waits(
        "provision:start",
        lambda world: lift(world, "toegekend", ordered_on=MONDAY, deliver_by=march(20)),
        "provision.confirm_start",
        LEADING,
        march(20),
        on=march(21),
    ),
    Waits(
        "provision:back_home",
        lambda world: lift(world, "beeindigd", ends_on=MONDAY, stopped_on=MONDAY),
        "provision.take_back",
        (PROVIDER, *LEADING),
        march(9),
    ),
    Waits("provision:trouble", lambda world: made(world, cannot_on=MONDAY), "provision.agree", LEADING, march(2)),
    Waits(
        "provision:back",
        lambda world: made(world, paused_from=MONDAY, paused_until=march(10)),
        "provision.resume",
        (PROVIDER, *LEADING),
        march(10),
        on=march(10),
        not_on=march(9),
    ),
    Waits("provision:early", lambda world: made(world, stopped_on=MONDAY), "provision.review", DECIDING, march(9)),
    Waits("provision:case", lambda world: closed(world, case_ended_on=MONDAY), "provision.keep", DECIDING, march(9)),
    Waits(
        "provision:again",
        lambda world: made(world, announced_on=MONDAY),
        "provision.extend",
        DECIDING,
        dt.date(2026, 5, 4),
    ),
    # of a closed case it is in the team's pool
    Waits(
        "provision:again",
        lambda world: closed(world, announced_on=MONDAY),
        "provision.extend",
        (CONSULENTS, HEAD),
        dt.date(2026, 5, 4),
    ),
    # and once somebody took it, with them
    Waits(
        "provision:again",
        lambda world: closed(world, announced_on=MONDAY, looking_by=world.consulent2),
        "provision.extend",
        ("consulent2", CONSULENTS, HEAD),
        dt.date(2026, 5, 4),
    ),
    Waits("provision:again", nobody_decides, "provision.extend", LEADERS, dt.date(2026, 5, 4)),
    Waits(
        "provision:ended",
        lambda world: made(world, "beeindigd", undecided_since=MONDAY, stopped_on=MONDAY),
        "provision.let_end",
        DECIDING,
        march(2),
    ),
    Waits(
        "provision:stop",
        lambda world: made(world, "beeindigd", ends_on=MONDAY),
        "provision.confirm_stop",
        (PROVIDER, *LEADING),
        march(9),
    ),
    Waits(
        "provision:stop",
        lambda world: made(world, "beeindigd", ends_on=MONDAY, shared_until=march(12)),
        "provision.confirm_stop",
        LEADING,  # the provider doesn't see it any more
        march(9),
        on=march(12),
    ),
)
