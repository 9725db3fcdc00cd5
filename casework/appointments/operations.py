"""Making an appointment."""

import datetime as dt
import uuid
from typing import Any

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentKind
from casework.cases.models import Case
from casework.engine import possible_days
from casework.engine.errors import NotNow, Reason, refuse
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import Write, write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def make_appointment(
    case: Case,
    *,
    by: User | Sight,
    what: str,
    on: dt.date,
    person: User,
    at_time: dt.time | None = None,
    kind: str = AppointmentKind.ANDERS,
    place: str = "",
    confirm: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Appointment:
    """'Bel dinsdag': a turn with a date for one colleague of the team, who must be able to see the file.

    `place` is empty where it follows from the kind: a visit is where the citizen lives. `confirm`: by a letter.
    """
    with write_on(case, by=by, action=Action.KEEP_AGENDA, token=token, at=at) as write:
        agreed = {"what": what, "on": on, "at_time": at_time, "kind": kind, "place": place, "person": person}
        return appoint(write, **agreed, confirm=confirm)


def appoint(write: Write, *, confirm: bool = False, **agreed: Any) -> Appointment:
    """The appointment itself, within the write it is part of: `agreed` are its columns. Raises NotNow, SaidBefore."""
    if not write.anchor.is_open:
        raise NotNow([Reason("De zaak is afgesloten. Heropen de zaak eerst.")])
    refuse(possible_days.agreed(write.on).refusal(agreed["on"]))
    same = Appointment.objects.filter(case=write.anchor, made_by=write.by, **agreed)
    refuse_said_before(write, "appointment.made", agreed["what"], same)
    appointment = Appointment.objects.create(case=write.anchor, made_by=write.by, state_since=write.on, **agreed)
    write.tell(
        "appointment.made",
        "Afspraak gemaakt",
        text=agreed["what"],
        obj=appointment,
        action=Action.KEEP_AGENDA,
        details={"confirm": confirm},
    )
    return appointment
