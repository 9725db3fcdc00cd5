"""Whose turn a piece makes it: of whoever sent what turned out to carry a virus."""

from typing import Final

from casework.pieces.models import Piece
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march, moment


def refused(world: World) -> Piece:
    added = {"added_by": world.consulent2, "added_at": moment(MONDAY)}
    return world.piece(case(world), "geweigerd", state_since=MONDAY, **added)


TURNS: Final = (Waits("piece", refused, "piece.strike", ("consulent2", *LEADING), march(4)),)
