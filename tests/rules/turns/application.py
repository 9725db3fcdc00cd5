"""Whose turn an open application makes it."""

from typing import Any, Final

from casework.applications.models import Application
from roles.models import Mandate, MandateKind
from tests.factories import World
from tests.rules.turns.waiting import CONSULENTS, HEAD, LEADING, MONDAY, Waits, case, march


def received(world: World, **fields: Any) -> Application:
    return world.application(case(world, **fields), received_on=MONDAY, state_since=MONDAY)


def prepared(world: World, **fields: Any) -> Application:
    by = {"prepared_by": world.teamlid, "prepared_on": MONDAY}
    return world.application(case(world), "voorbereid", received_on=MONDAY, state_since=MONDAY, **by | fields)


def nobody_has_a_mandate(world: World) -> Application:
    Mandate.objects.filter(kind=MandateKind.BESLUIT).delete()
    return received(world)


TURNS: Final = (
    # the regisseur who holds the mandate, else whoever holds it: two weeks (Wmo 2.3.5 lid 2)
    Waits("application:decide", received, "application.decide", ("consulent", CONSULENTS, HEAD), march(16)),
    # the regisseur who doesn't, prepares it for whoever does
    Waits(
        "application:prepare",
        lambda world: received(world, regisseur=world.teamlid),
        "application.prepare",
        ("teamlid",),
        march(16),
    ),
    # who took what was revoked prepares it at most
    Waits(
        "application:prepare",
        lambda world: world.application(case(world), received_on=MONDAY, state_since=MONDAY, former_by=world.consulent),
        "application.prepare",
        ("consulent",),
        march(16),
    ),
    Waits("application:decide", prepared, "application.decide", (CONSULENTS, HEAD), march(16)),
    Waits(
        "application:decide",
        lambda world: prepared(world, prepared_by=world.consulent, needs_second=True),
        "application.decide",
        (CONSULENTS, HEAD),
        march(16),
    ),
    Waits("application:decide", nobody_has_a_mandate, "application.delay", LEADING, march(16)),
    Waits(
        "application:decide",
        lambda world: world.application(
            case(world), received_on=MONDAY, state_since=MONDAY, delayed_until=march(30), delay_why="Ziek"
        ),
        "application.decide",
        ("consulent", CONSULENTS, HEAD),
        march(16),  # a notice of delay moves nothing (Awb 4:14)
    ),
)
