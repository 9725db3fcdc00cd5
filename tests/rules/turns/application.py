"""Whose turn an open application makes it."""

from typing import Any, Final

from casework.applications.models import Application
from roles.models import Mandate, MandateKind
from tests.factories import World
from tests.rules.turns.waiting import CONSULENTS, HEAD, LEADING, MONDAY, Waits, case, march


def received(world: World, **fields: Any) -> Application:
    return world.application(case(world, **fields), received_on=MONDAY, state_since=MONDAY)


def nobody_has_a_mandate(world: World) -> Application:
    Mandate.objects.filter(kind=MandateKind.BESLUIT).delete()
    return received(world)


TURNS: Final = (
    # the regisseur who holds the mandate, else whoever holds it: two weeks (Wmo 2.3.5 lid 2)
    Waits("application:decide", received, "application.grant", ("consulent", CONSULENTS, HEAD), march(16)),
    Waits(
        "application:decide",
        lambda world: received(world, regisseur=world.teamlid),
        "application.grant",
        (CONSULENTS, HEAD),
        march(16),
    ),
    Waits("application:decide", nobody_has_a_mandate, "application.delay", LEADING, march(16)),
    Waits(
        "application:decide",
        lambda world: world.application(
            case(world), received_on=MONDAY, state_since=MONDAY, delayed_until=march(30), delay_why="Ziek"
        ),
        "application.grant",
        ("consulent", CONSULENTS, HEAD),
        march(16),  # a notice of delay moves nothing (Awb 4:14)
    ),
)
