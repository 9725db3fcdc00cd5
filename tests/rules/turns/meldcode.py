"""Whose turn a meldcode makes it: of who leads it, then of the teamleider by name; with nobody there it stays with the first."""

from typing import Any, Final

from casework.meldcode.models import Meldcode
from tests.factories import World
from tests.rules.turns.waiting import MONDAY, Waits, case, march

SEATS: Final = ("consulent2", "teamleider", "consulent2")


def at(state: str, **fields: Any) -> Any:
    def make(world: World) -> Meldcode:
        about = {"begun_on": MONDAY, "state_since": MONDAY, "review_on": march(20), "lead": world.consulent2}
        return world.meldcode(case(world), state, **about | fields)

    return make


TURNS: Final = (
    Waits("meldcode", at("signalen"), "meldcode.note_signals", SEATS, march(9)),
    Waits("meldcode", at("advies"), "meldcode.note_advice", SEATS, march(9)),
    Waits("meldcode", at("gesprek"), "meldcode.note_talk", SEATS, march(9)),
    Waits("meldcode", at("wegen"), "meldcode.weigh", SEATS, march(9)),
    Waits("meldcode", at("beslissen"), "meldcode.decide", SEATS, march(9)),
    Waits("meldcode:review", at("afgerond"), "meldcode.keep", SEATS, march(20), on=march(20), not_on=march(19)),
)
