"""What closing a case does to a krachtenveldanalyse: nobody makes it any more. What was talked over stays to be read."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.forcefields.states import ForceFieldState


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "withdraw", {"why": "De zaak is afgesloten."})


def warns(case: Any, rows: list[Any]) -> str:
    return "De krachtenveldanalyse die nog loopt, wordt ingetrokken." if rows else ""


CLOSING = Closing(
    ends=ForceFieldState.OPEN,
    outlives=(ForceFieldState.BESPROKEN,),
    at_close=at_close,
    at_end=at_close,
    warns=warns,
)
