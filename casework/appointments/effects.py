"""What follows from making, moving and dropping an appointment: its confirmation."""

from typing import Any, Final

from casework.appointments.models import Appointment
from casework.appointments.operations import appoint
from casework.appointments.paper import CONFIRMATION
from casework.appointments.states import AppointmentKind, AppointmentState
from casework.documents.asking import letter
from casework.documents.states import DocumentState
from casework.engine.errors import NotAllowed
from casework.engine.writes import Write
from roles.actions import Action
from roles.policy import may

FIRST_VISIT: Final = "Kennismaken"


def confirmed(write: Write, appointment: Appointment, before: str, details: dict[str, Any]) -> None:
    """By a letter, where whoever made or moved it wanted one."""
    if details.get("confirm"):
        letter(write, CONFIRMATION, appointment)


def first_visit(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Who takes a melding up plans at once when they go there: one act, and still an appointment like any other."""
    visit = details.get("visit")
    if not visit:
        return
    if write.sight is None or not may(write.sight, Action.KEEP_AGENDA, case):
        raise NotAllowed
    appoint(write, what=FIRST_VISIT, kind=AppointmentKind.HUISBEZOEK, place="", person=write.by, **visit)


def kept(write: Write, visit: Any, before: str, details: dict[str, Any]) -> None:
    """Whoever wrote down a visit was there: the appointment they had for it that day is done."""
    planned = Appointment.objects.filter(
        case=write.anchor,
        person=visit.by_id,
        on=visit.on,
        kind=AppointmentKind.HUISBEZOEK,
        state=AppointmentState.GEPLAND,
    )
    write.cascade(planned, "fulfil")


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
