"""Writing down a complaint: anybody of the team about a case they see, and the citizen themselves."""

import datetime as dt
import uuid

from casework.cases.conditions import is_about_a_person
from casework.cases.models import Case
from casework.complaints.models import Complaint
from casework.complaints.paper import RECEIVED
from casework.complaints.states import About, CameBy
from casework.documents.asking import letter
from casework.engine.errors import NotNow, Reason
from casework.engine.machine import unmet
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def register_complaint(
    case: Case,
    *,
    by: User | Sight,
    about: str,
    received_on: dt.date,
    how: str,
    text: str,
    person: User | None = None,
    name: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Complaint:
    """Of the citizen, also of a case that is closed. They get a confirmation in writing (Awb 9:6).

    Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(case, by=by, action=Action.REGISTER_COMPLAINT, token=token, at=at) as write:
        assert write.by is not None
        if reasons := unmet((is_about_a_person,), write.attempt()):
            raise NotNow(reasons)
        if about == About.MEDEWERKER and person is None:
            raise NotNow([Reason("Kies wie het is, of zeg dat het nog niet duidelijk is.")])
        same = Complaint.objects.filter(case=write.anchor, registered_by=write.by, text=text)
        refuse_said_before(write, "complaint.registered", "", same)
        about_me = person is not None and person.pk == write.by.pk
        made = Complaint.objects.create(
            case=write.anchor,
            about=about,
            person=person,
            name=name,
            received_on=received_on,
            how=how,
            text=text,
            registered_by=write.by,
            registered_at=write.at,
            told_on=write.on if about_me else None,  # they wrote it down themselves
            state_since=write.on,
        )
        write.tell(
            "complaint.registered",
            "Klacht ontvangen",
            obj=made,
            action=Action.REGISTER_COMPLAINT,
            citizen="U diende een klacht in." if how == CameBy.MIJN_ZAAK else "Wij hebben uw klacht ontvangen.",
        )
        letter(write, RECEIVED, made)
    return made
