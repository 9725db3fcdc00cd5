"""Consent that ran out: sight ended by itself on the day; here the question returns, so that somebody's list shows it."""

import datetime as dt
from typing import Any

from casework.engine.by_date import first_moment
from casework.engine.noun import ByDate
from casework.engine.writes import write_on
from casework.handovers.consents import in_use
from casework.network.models import Consent


def _over(on: dt.date) -> Any:
    return Consent.objects.filter(in_use(), until__lte=on, withdrawn_at__isnull=True).select_related("case").distinct()


def _end(consent: Any, on: dt.date, at: dt.datetime) -> None:
    """On the day it ran out, however late that is seen; whose turn it is then is a question for the people of today."""
    with write_on(consent.case, by=None, at=first_moment(consent.until)) as write:
        write.routed_at = at
        write.tell(
            "consent.ended",
            "Toestemming verlopen",
            obj=consent,
            citizen="Uw toestemming is verlopen.",
            url=consent.case.get_absolute_url(),
        )


BY_DATE = (ByDate(name="consents", due=_over, do=_end, found_by=("casework.Consent", "until")),)
