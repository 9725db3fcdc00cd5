"""What closing a case does to an advice that is out: nobody waits for it any more."""

from collections.abc import Iterable
from typing import Any

from casework.advice.states import AdviceState
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "call_off", {"why": "De zaak is afgesloten."})


CLOSING = Closing(ends=(AdviceState.GEVRAAGD,), at_close=at_close, at_end=at_close)
