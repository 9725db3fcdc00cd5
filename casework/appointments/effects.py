"""What follows from making, moving and dropping an appointment: its confirmation."""

from typing import Any

from casework.appointments.models import Appointment
from casework.appointments.paper import CONFIRMATION
from casework.documents.asking import letter
from casework.documents.states import DocumentState
from casework.engine.writes import Write


def confirmed(write: Write, appointment: Appointment, before: str, details: dict[str, Any]) -> None:
    """By a letter, where whoever made or moved it wanted one."""
    if details.get("confirm"):
        letter(write, CONFIRMATION, appointment)


def moved(write: Write, appointment: Appointment, before: str, details: dict[str, Any]) -> None:
    """What wasn't sent yet tells of another moment."""
    _withdraw(write, appointment, "De afspraak is verzet.")
    confirmed(write, appointment, before, details)


def dropped(write: Write, appointment: Appointment, before: str, details: dict[str, Any]) -> None:
    if write.anchor.is_open:  # of all at once closing sees to it
        _withdraw(write, appointment, "De afspraak is vervallen.")


def _withdraw(write: Write, appointment: Appointment, why: str) -> None:
    unsent = write.anchor.documents.filter(
        kind=CONFIRMATION,
        about=appointment.public_id,
        state__in=(DocumentState.KLAAR, DocumentState.MISLUKT),
    )
    write.cascade(unsent, "drop", why=why)
