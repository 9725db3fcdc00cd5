"""Whose turn it is when what is shared ends soon: the regisseur's, from two weeks before."""

import datetime as dt
from typing import Final

from casework.sharing.models import Sharing
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march


def ending(world: World) -> Sharing:
    """Somebody is helping by it."""
    of = case(world)
    made = world.sharing(of, with_organisation=world.partner, given_on=MONDAY, until=march(31))
    world.goal(of, carrier_kind="organisatie", carrier_organisation=world.partner, consent=made)
    return made


TURNS: Final = (
    Waits("sharing", ending, "sharing.extend", LEADING, march(30), on=march(16), not_on=dt.date(2026, 3, 15)),
)
