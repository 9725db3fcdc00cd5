"""Beginning a meldcode. Whoever begins one can't tell whether there is another."""

import datetime as dt
import uuid

from casework.cases.conditions import is_about_a_person
from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.machine import unmet
from casework.engine.writes import write_on
from casework.meldcode.conditions import review_days
from casework.meldcode.models import Meldcode
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def begin_meldcode(
    case: Case,
    *,
    by: User | Sight,
    kept_why: str,
    review_on: dt.date,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Meldcode:
    """By a colleague who writes on the file, also of a case that is closed. Raises NotAllowed, NotNow, Repeated."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        assert write.by is not None
        reasons = unmet((is_about_a_person,), write.attempt())
        if not kept_why.strip():
            reasons.append(Reason("Zeg waarom de inwoner dit nog niet mag lezen."))
        if wrong := review_days(write.on).refusal(review_on):
            reasons.append(Reason(wrong))
        if reasons:
            raise NotNow(reasons)
        made = Meldcode.objects.create(
            case=write.anchor,
            lead=write.by,
            begun_on=write.on,
            kept_why=kept_why,
            review_on=review_on,
            state_since=write.on,
        )
        write.tell("meldcode.begun", "Meldcode begonnen", obj=made, action=Action.EDIT_FILE)
    return made
