"""Having a case wait."""

import datetime as dt
import uuid

from casework.cases.conditions import case_is_open, is_regisseur
from casework.cases.models import Case
from casework.engine.errors import NotNow, refuse
from casework.engine.machine import unmet
from casework.engine.words import day_in_words
from casework.engine.writes import write_on
from casework.waits.conditions import is_directed, waiting_days, waits_for_nothing
from casework.waits.models import Wait
from casework.waits.states import WaitsFor
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def have_wait(
    case: Case,
    *,
    by: User | Sight,
    waits_for: str,
    until: dt.date,
    what: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Wait:
    """The case waits, by its regisseur, for one thing at a time. Raises NotAllowed, NotNow, Repeated."""
    with write_on(case, by=by, action=Action.LEAD_CASE, token=token, at=at) as write:
        attempt = write.attempt()
        if reasons := unmet((case_is_open, is_directed, is_regisseur, waits_for_nothing), attempt):
            raise NotNow(reasons)
        refuse(waiting_days(attempt).refusal(until))
        wait = Wait.objects.create(
            case=write.anchor,
            waits_for=WaitsFor(waits_for),
            what=what,
            until=until,
            since=write.on,
            made_by=write.by,
            state_since=write.on,
        )
        write.tell(
            "wait.set",
            "Zaak wacht",
            text=f"Op {wait.on_what}, tot {day_in_words(until)}",
            obj=wait,
            action=Action.LEAD_CASE,
            citizen=f"Wij wachten op {wait.for_citizen}.",
        )
    return wait
