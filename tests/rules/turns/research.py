"""Whose turn a research makes it: until its report has reached the citizen."""

import datetime as dt
from typing import Any, Final

from casework.research.models import Research
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march

SIX_WEEKS: Final = dt.date(2026, 4, 13)  # of the report (Wmo 2.3.2 lid 1)


def research(world: World, state: str = "loopt", on_case: dict[str, Any] | None = None, **fields: Any) -> Research:
    return world.research(case(world, **on_case or {}), state, state_since=MONDAY, begun_on=MONDAY, **fields)


TURNS: Final = (
    Waits("research", research, "research.settle", LEADING, SIX_WEEKS),
    Waits(
        "research",
        lambda world: research(world, on_case={"research_until": dt.date(2026, 5, 11)}),
        "research.settle",
        LEADING,
        dt.date(2026, 5, 11),
    ),
    Waits("research", lambda world: research(world, on_case={"kind": "vraag"}), "research.settle", LEADING, SIX_WEEKS),
    Waits("research", lambda world: research(world, "vastgesteld"), "research.send", LEADING, SIX_WEEKS),
    # its first report met the term; the next follows the reaction
    Waits("research", lambda world: research(world, sent_on=MONDAY, version=2), "research.settle", LEADING, march(16)),
)
