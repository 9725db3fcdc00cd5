"""What the end of a case does to its paper: nothing is sent to the deceased; other letters live on."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from casework.cases.states import EndReason
from casework.documents.kinds import letters
from casework.documents.states import DocumentState
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    if write.anchor.ended_reason == EndReason.OVERLEDEN:
        yield Ending(rows, "drop", {"why": "De inwoner is overleden."})


CLOSING = Closing(
    ends=(DocumentState.KLAAR, DocumentState.MISLUKT),
    outlives=(
        DocumentState.GEVRAAGD,
        DocumentState.VERSTUURD,
        DocumentState.VERVALLEN,
        DocumentState.ACHTERHAALD,
    ),
    only=lambda: Q(kind__in=letters()),
    leave_out=("snapshot",),
    at_end=at_end,
)
