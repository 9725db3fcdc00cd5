"""Asking for a krachtenveldanalyse."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from casework.cases.conditions import case_is_open, is_about_a_person
from casework.cases.models import Case
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse
from casework.engine.machine import unmet
from casework.engine.words import day_in_words
from casework.engine.writes import write_on
from casework.forcefields.asked import makers
from casework.forcefields.conditions import days_to_make, is_regisseur_or_leader, none_is_out
from casework.forcefields.models import ForceField
from casework.sharing.operations import share_on
from casework.sharing.states import Purpose, Rests
from roles.actions import Action
from roles.models import User
from roles.policy import Sight
from wijkweb.models import Organisation


def ask_force_field(
    case: Case,
    *,
    by: User | Sight,
    why: str,
    maker: User,
    organisation: Organisation,
    due_on: dt.date,
    until: dt.date,
    what: Collection[str],
    rests: str = Rests.TOESTEMMING,
    said: dict[str, Any] | None = None,
    ground_why: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> ForceField:
    """Of one person at an organisation, who sees what is shared for it until that day (exclusive) and no longer.

    One at a time. Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(case, by=by, action=Action.LEAD_CASE, token=token, at=at) as write:
        case, attempt = write.anchor, write.attempt()
        if write.sight is not None and not is_regisseur_or_leader.test(attempt):
            raise NotAllowed
        if reasons := unmet((case_is_open, is_about_a_person, none_is_out), attempt):
            raise NotNow(reasons)
        span = days_to_make(attempt)
        refuse(span.refusal(due_on) or span.refusal(until))
        if until <= due_on:
            raise NotNow([Reason("De maker moet het kunnen zien tot na de dag waarop het klaar is.")])
        if not why.strip():
            raise NotNow([Reason("Zeg waarom dit nodig is.")])
        if (maker, organisation) not in makers(case).values():
            raise NotNow([Reason("Deze persoon kan dit niet maken. Kies een ander.")])
        sharing = share_on(
            write,
            to=organisation,
            what=what,
            purpose=Purpose.ADVIES,
            rests=rests,
            said=said,
            why=ground_why,
            until=until,
        )
        field = ForceField.objects.create(
            case=case,
            why=why,
            maker=maker,
            maker_organisation=organisation,
            asked_on=write.on,
            asked_by=write.by,
            due_on=due_on,
            sharing=sharing,
            shared_until=min(until, sharing.until or until),
            state_since=write.on,
        )
        write.tell(
            "force_field.asked",
            "Krachtenveldanalyse gevraagd",
            text=f"Aan {field.of_whom}, klaar op {day_in_words(due_on)}",
            obj=field,
            action=Action.LEAD_CASE,
            citizen=f"Wij vroegen {organisation.name} om in kaart te brengen wie er om u heen staan."[:250],
        )
    return field
