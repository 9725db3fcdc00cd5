"""Whose turn a call-back makes it: of the regisseur, else of the pool; the next working day after it was asked or tried."""

from typing import Final

from casework.callbacks.models import CallBack
from tests.factories import World
from tests.rules.turns.waiting import CONSULENTS, LEADERS, MONDAY, Waits, case, march


def asked(world: World) -> CallBack:
    return world.call_back(case(world), counts_from=MONDAY, state_since=MONDAY)


def tried_on_friday(world: World) -> CallBack:
    return world.call_back(case(world), tries=1, counts_from=march(6), state_since=MONDAY)


def of_nobody_yet(world: World) -> CallBack:
    return world.call_back(case(world, "aanmelding"), counts_from=MONDAY, state_since=MONDAY)


TURNS: Final = (
    Waits("call_back", asked, "call_back.call", ("consulent", CONSULENTS, *LEADERS), march(3)),
    Waits("call_back", tried_on_friday, "call_back.call", ("consulent", CONSULENTS, *LEADERS), march(9)),
    Waits("call_back", of_nobody_yet, "call_back.call", (CONSULENTS, *LEADERS), march(3)),
)
