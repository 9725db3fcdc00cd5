"""What closing a case does to its call-backs: closing waits for them, for somebody was promised a call."""

from collections.abc import Iterable
from typing import Any

from casework.callbacks.states import CallBackState
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "drop", {"why": "De zaak is beëindigd."})


CLOSING = Closing(
    blocks=(CallBackState.OPEN,),
    reason="Iemand wil nog teruggebeld worden. Bel terug, of laat het verzoek vervallen.",
    ends=(CallBackState.OPEN,),
    at_end=at_end,
)
