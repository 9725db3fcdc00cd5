"""What it does to a plan that nobody lives there any more: it is done."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.householdplans.states import PlanState


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "finish", {"why": "Het huishouden is opgeheven."})


CLOSING = Closing(ends=PlanState.OPEN, at_close=at_close, at_end=at_close)
