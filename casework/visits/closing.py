"""What closing does to a visit that is being written: it is done, and what stands in it stays."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.visits.states import VisitState


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "finish")


CLOSING = Closing(
    ends=(VisitState.BEZIG,),
    only=lambda: Q(struck_at=None),
    leave_out=("text", "asked", "filed"),
    at_close=at_end,
    at_end=at_end,
)
