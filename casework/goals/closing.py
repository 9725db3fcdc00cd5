"""What closing a case does to its goals: they stop."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.goals.states import GoalState


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "stop", {"why": "De zaak is afgesloten."})


def warns(case: Any, rows: list[Any]) -> str:
    if not rows:
        return ""
    return f"{'Eén doel stopt' if len(rows) == 1 else f'{len(rows)} doelen stoppen'}."


CLOSING = Closing(ends=GoalState.ACTIVE, at_close=at_close, at_end=at_close, warns=warns)
