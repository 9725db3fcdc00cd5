"""What closing a case does to its application: while one is open the case isn't closed; ending withdraws it."""

from collections.abc import Iterable
from typing import Any

from casework.applications.states import ApplicationState
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "withdraw", {"why": "De zaak is beëindigd."})


def warns(case: Any, rows: list[Any]) -> str:
    return "De aanvraag die nog openstaat, wordt ingetrokken." if rows else ""


CLOSING = Closing(
    blocks=ApplicationState.OPEN,
    reason="Er staat een aanvraag open.",
    where="besluiten",
    leave_out=("content",),
    at_end=at_end,
    warns=warns,
)
