"""The same question about the same one, reported twice within a few minutes."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.events import CaseEvent
from casework.engine.errors import SaidBefore
from casework.engine.said_before import A_MOMENT
from roles.policy import Sight


def refuse_reported_before(
    who: Sight, token: uuid.UUID | None, at: dt.datetime, *, kind: str, question: str, person: Any, provision: str
) -> None:
    """The same question about the same one. Raises SaidBefore; another person, or another subject, is another question."""
    if token is None:
        return
    said = CaseEvent.objects.filter(by=who.user, verb="case.opened", text=question, at__gte=at - A_MOMENT)
    said = said.filter(case__kind=kind, case__provision=provision)
    if person is not None:
        said = said.filter(
            case__person__given_name=person.given_name,
            case__person__family_name=person.family_name,
            case__person__birth_date=person.birth_date,
        )
    first = said.first()
    if first:
        raise SaidBefore(first.url, first.label)
