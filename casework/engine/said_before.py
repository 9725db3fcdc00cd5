"""The same thing said twice: somebody went back in the browser, where the form was opened anew, and sent it again."""

import datetime as dt
import uuid
from typing import Any, Final

from casework.errors import SaidBefore
from casework.models import CaseEvent
from casework.steps import Visit
from roles.policy import Sight

A_MOMENT: Final = dt.timedelta(minutes=10)  # whoever says the same again after that means it


def refuse_said_before(here: Visit, verb: str, text: str, same: Any) -> None:
    """Raises SaidBefore where this person wrote the same a moment ago. `same`: the rows with the same words.

    Only for what comes out of a form: an import may bring two equal lines.
    """
    if here.token is None or here.by is None:
        return
    since = here.at - A_MOMENT
    first = CaseEvent.objects.filter(case=here.case, by=here.by, verb=verb, text=text, at__gte=since).first()
    if first and same.exists():
        raise SaidBefore(first.url, first.label)


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
