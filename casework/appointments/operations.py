"""Making an appointment."""

import datetime as dt
import uuid

from casework.appointments.models import Appointment
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
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Appointment:
    """'Bel dinsdag': a turn with a date for one colleague of the team, who must be able to see the file."""
    with write_on(case, by=by, action=Action.KEEP_AGENDA, token=token, at=at) as write:
        return appoint(write, what=what, on=on, person=person)


def appoint(write: Write, *, what: str, on: dt.date, person: User) -> Appointment:
    """The appointment itself, within the write it is part of. Raises NotNow, SaidBefore."""
    if not write.anchor.is_open:
        raise NotNow([Reason("De zaak is afgesloten. Heropen de zaak eerst.")])
    refuse(possible_days.agreed(write.on).refusal(on))
    same = Appointment.objects.filter(case=write.anchor, what=what, on=on, person=person, made_by=write.by)
    refuse_said_before(write, "appointment.made", what, same)
    appointment = Appointment.objects.create(
        case=write.anchor, what=what, on=on, person=person, made_by=write.by, state_since=write.on
    )
    write.tell("appointment.made", "Afspraak gemaakt", text=what, action=Action.KEEP_AGENDA)
    return appointment
