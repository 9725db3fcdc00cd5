"""Beginning to write a meeting down."""

import datetime as dt
import uuid

from casework.engine.errors import NotNow, Reason, refuse
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import write_on
from casework.households.models import Household
from casework.meetings.forms import held_days
from casework.meetings.models import Meeting
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def begin_meeting(
    household: Household,
    *,
    by: User | Sight,
    on: dt.date,
    about: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Meeting:
    """A meeting that took place on that day, without who was there yet. Raises NotAllowed, NotNow, Repeated."""
    with write_on(household, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        if not write.anchor.is_open:
            raise NotNow([Reason("Dit huishouden is opgeheven.")])
        refuse(held_days(write.on).refusal(on))
        same = Meeting.objects.filter(household=write.anchor, on=on, about=about)
        refuse_said_before(write, "meeting.begun", about, same)
        meeting: Meeting = Meeting.objects.create(
            household=write.anchor, on=on, about=about, made_by=write.by, state_since=write.on
        )
        write.tell("meeting.begun", "Gezamenlijk overleg begonnen", text=about, obj=meeting, action=Action.EDIT_FILE)
    return meeting
