"""What closing a case does to its waiting: there is nothing left to wait for."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.waits.states import WaitState


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "stop", {"why": "De zaak is afgesloten."})


CLOSING = Closing(ends=(WaitState.LOOPT,), at_close=at_close, at_end=at_close)
