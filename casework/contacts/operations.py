"""Writing down that there was contact, within the write of whatever it is part of."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from casework.cases.states import Phase
from casework.contacts.models import ContactMoment
from casework.contacts.words import Kind, WithWhom, in_words
from casework.engine.errors import NotNow, Reason, refuse
from casework.engine.writes import Write


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """How, when and with whom there was contact. `name`: of anybody but the citizen. `reached`: nobody answered is no
    contact yet, though it is written down."""

    kind: Kind
    on: dt.date
    incoming: bool = False
    time: dt.time | None = None
    with_whom: WithWhom = WithWhom.INWONER
    contact: Any = None
    name: str = ""
    reached: bool = True


def record_contact(write: Write, told: Contacted) -> ContactMoment:
    """The row; the first contact of ours with the citizen is the meeting that the research begins with.

    Raises NotNow where the day can't be true.
    """
    case = write.anchor
    refuse(case.happened_within(write.on).refusal(told.on))
    if told.contact is not None and told.contact.case_id != case.pk:
        raise NotNow([Reason("Deze persoon staat niet in het wijkweb van deze zaak.")])
    whom = "de inwoner" if told.with_whom == WithWhom.INWONER else told.name
    words = in_words(told.kind, incoming=told.incoming, whom=whom, on=None if told.on == write.on else told.on)
    moment = ContactMoment.objects.create(
        case=case,
        kind=told.kind,
        incoming=told.incoming,
        on=told.on,
        time=told.time,
        with_whom=told.with_whom,
        contact=told.contact,
        name=told.name,
        words=words if told.reached else f"{words}: geen gehoor",
    )
    if told.reached and told.with_whom == WithWhom.INWONER:
        _met(case, told.on)
    return moment


def _met(case: Any, on: dt.date) -> None:
    """Also before the research begins: then nobody is asked to meet who was met already."""
    if case.met_on is None and case.person_id is not None and case.phase in (Phase.AANMELDING, Phase.ONDERZOEK):
        case.met_on = on
