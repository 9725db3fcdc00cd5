"""Writing down the citizen's say."""

import datetime as dt

from casework.cases import possible_days as cases_days
from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason, refuse
from casework.network.models import Consent
from roles.models import User


def record_consent(
    case: Case,
    *,
    by: User | None,
    on: dt.date,
    text: str,
    how: str,
    given_by: str,
    given_on: dt.date,
    until: dt.date | None = None,
) -> Consent:
    """Write down the citizen's say: the text shown, how, by whom, when, until. Raises NotNow on impossible days."""
    refuse(cases_days.happened(case, on).refusal(given_on))
    if until is not None and until <= on:
        raise NotNow([Reason("Deze toestemming is al verlopen.")])
    return Consent.objects.create(
        case=case, text=text, how=how, given_by=given_by, given_on=given_on, until=until, recorded_by=by
    )
