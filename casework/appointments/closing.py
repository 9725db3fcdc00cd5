"""What closing a case does to its appointments: nobody has to keep them any more."""

from collections.abc import Iterable
from typing import Any

from casework.appointments.paper import CONFIRMATION
from casework.appointments.states import AppointmentState
from casework.cases.states import EndReason
from casework.documents.states import DocumentState
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    """And the letters that would confirm them; of who died letters end by themselves."""
    yield Ending(rows, "drop", {"why": "De zaak is afgesloten."})
    if rows and write.anchor.ended_reason != EndReason.OVERLEDEN:
        about = [one.public_id for one in rows]
        states = (DocumentState.KLAAR, DocumentState.MISLUKT)
        unsent = list(write.anchor.documents.filter(kind=CONFIRMATION, about__in=about, state__in=states))
        if unsent:
            yield Ending(unsent, "drop", {"why": "De afspraak is vervallen."})


CLOSING = Closing(ends=(AppointmentState.GEPLAND,), at_close=at_close, at_end=at_close)
