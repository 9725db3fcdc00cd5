"""Writing down that there was contact, within the write of whatever it is part of."""

import datetime as dt
from typing import Any

from casework.cases.states import Phase
from casework.contacts.models import Contacted, ContactMoment
from casework.contacts.words import WithWhom
from casework.engine.errors import NotNow, Reason, refuse
from casework.engine.writes import Write


def record_contact(write: Write, told: Contacted) -> ContactMoment:
    """The row; the first contact of ours with the citizen is the meeting that the research begins with.

    Raises NotNow where the day can't be true.
    """
    case = write.anchor
    refuse(case.happened_within(write.on).refusal(told.on))
    if told.contact is not None and told.contact.case_id != case.pk:
        raise NotNow([Reason("Deze persoon staat niet in het wijkweb van deze zaak.")])
    moment = ContactMoment(case=case)
    moment.tell(told, written_on=write.on)
    moment.save()
    if told.reached and told.with_whom == WithWhom.INWONER:
        _met(case, told.on)
    return moment


def _met(case: Any, on: dt.date) -> None:
    """Also before the research begins: then nobody is asked to meet who was met already."""
    if case.met_on is None and case.person_id is not None and case.phase in (Phase.AANMELDING, Phase.ONDERZOEK):
        case.met_on = on
