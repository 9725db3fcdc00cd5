"""Taking down that somebody wants to be rung back."""

import datetime as dt
import uuid
from typing import Any

from casework.callbacks.models import CallBack
from casework.cases.models import Case
from casework.contacts.words import WithWhom
from casework.engine.errors import NotNow, Reason
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def ask_call_back(
    case: Case,
    *,
    by: User | Sight,
    about: str,
    with_whom: WithWhom = WithWhom.INWONER,
    contact: Any = None,
    name: str = "",
    phone: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> CallBack:
    """The regisseur's turn, else the pool's, by the next working day. Raises NotAllowed, NotNow, Repeated."""
    with write_on(case, by=by, action=Action.ASK_CALL_BACK, token=token, at=at) as write:
        assert write.by is not None
        if not write.anchor.is_open:
            raise NotNow([Reason("De zaak is afgesloten. Heropen de zaak eerst, of maak een nieuwe melding.")])
        same = CallBack.objects.filter(case=write.anchor, taken_by=write.by, about=about, name=name, phone=phone)
        refuse_said_before(write, "call_back.asked", about, same)
        asked = CallBack.objects.create(
            case=write.anchor,
            with_whom=with_whom,
            contact=contact,
            name=name,
            phone=phone,
            about=about,
            taken_by=write.by,
            taken_by_name=write.by.name,
            taken_at=write.at,
            counts_from=write.on,
            state_since=write.on,
        )
        theirs = "U vroeg ons om u terug te bellen." if with_whom == WithWhom.INWONER else ""
        write.tell(
            "call_back.asked",
            "Vraagt om een telefoontje",
            text=about,
            citizen=theirs,
            action=Action.ASK_CALL_BACK,
            obj=asked,
        )
    return asked
