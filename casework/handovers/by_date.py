"""Consent that ran out: sight ended by itself on the day; here the question returns, so that somebody's list shows it."""

import datetime as dt
from typing import Any

from casework.engine.noun import ByDate
from casework.engine.writes import write_on
from casework.handovers.consents import in_use
from casework.network.models import Consent


def _over(on: dt.date) -> Any:
    return Consent.objects.filter(in_use(), until__lte=on, withdrawn_at__isnull=True).select_related("case").distinct()


def _end(consent: Any, on: dt.date, at: dt.datetime) -> None:
    with write_on(consent.case, by=None, at=at) as write:
        write.tell(
            "consent.ended",
            "Toestemming verlopen",
            obj=consent,
            citizen="Uw toestemming is verlopen.",
            url=consent.case.get_absolute_url(),
        )


BY_DATE = (ByDate(name="consents", due=_over, do=_end, found_by=("casework.Consent", "until")),)
