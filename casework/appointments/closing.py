"""What closing a case does to its appointments: nobody has to keep them any more."""

from collections.abc import Iterable
from typing import Any

from casework.appointments.states import AppointmentState
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "drop", {"why": "De zaak is afgesloten."})


CLOSING = Closing(ends=(AppointmentState.GEPLAND,), at_close=at_close, at_end=at_close)
