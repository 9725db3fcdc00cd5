"""Asking for an advice."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from casework.advice.conditions import days_to_wait
from casework.advice.models import Advice
from casework.advice.states import Adviser
from casework.cases.conditions import case_is_open, is_about_a_person, is_regisseur
from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason, refuse
from casework.engine.machine import unmet
from casework.engine.words import day_in_words
from casework.engine.writes import write_on
from casework.research.models import Need
from casework.sharing.operations import share_on
from casework.sharing.states import Purpose, Rests
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def ask_advice(
    case: Case,
    *,
    by: User | Sight,
    kind: str,
    to: Any,
    question: str,
    expected_by: dt.date,
    what: Collection[str],
    need: Need | None = None,
    address: str = "",
    rests: str = Rests.TOESTEMMING,
    said: dict[str, Any] | None = None,
    why: str = "",
    waits: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Advice:
    """Of an organisation, or of somebody in words (`to`); what they are told, and on which ground, as in `share`. What was
    agreed with them for advice before is used again. `waits`: the case waits for it, which is its regisseur's to say.

    No term stands still for it. Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        case, attempt = write.anchor, write.attempt()
        needs = (case_is_open, is_about_a_person, *((is_regisseur,) if waits else ()))
        if reasons := unmet(needs, attempt):
            raise NotNow(reasons)
        refuse(days_to_wait(attempt).refusal(expected_by))
        if need is not None and need.research.case_id != case.pk:
            raise NotNow([Reason("Kies iets wat nodig is uit het onderzoek van deze zaak.")])
        if not question.strip():
            raise NotNow([Reason("Zeg wat u wilt weten.")])
        sharing = share_on(write, to=to, what=what, purpose=Purpose.ADVIES, rests=rests, said=said, why=why)
        advice = Advice.objects.create(
            case=case,
            kind=Adviser(kind),
            sharing=sharing,
            need=need,
            about=need.named if need else "",
            question=question,
            address=address,
            asked_on=write.on,
            asked_by=write.by,
            expected_by=expected_by,
            state_since=write.on,
        )
        write.tell(
            "advice.asked",
            "Advies gevraagd",
            text=f"Aan {advice.of_whom}, uiterlijk {day_in_words(expected_by)}",
            obj=advice,
            action=Action.EDIT_FILE,
            citizen=f"Wij vroegen advies over uw vraag aan {sharing.receiver_name}."[:250],
            details={"waits": waits},
        )
    return advice
