"""The term that runs again when what was set went by unused (Awb 4:15): somebody decides now."""

import datetime as dt
from typing import Any

from casework.applications.models import Application
from casework.applications.states import ApplicationState, SuspensionGround
from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.noun import ByDate


def _lapsed(on: dt.date) -> Any:
    return Application.objects.filter(
        state__in=ApplicationState.OPEN,
        suspensions__until__isnull=True,
        suspensions__asked_until__lt=on,
        suspensions__ground__in=SuspensionGround.WITH_ITS_TERM,
    ).select_related("case")


def _resume(application: Any, on: dt.date, at: dt.datetime) -> None:
    row = application.suspensions.get(until__isnull=True)
    perform(application, "resume", by=None, at=first_moment(row.lapses_on or on), routed_at=at)


BY_DATE = (
    ByDate(name="suspensions", due=_lapsed, do=_resume, found_by=("casework.ApplicationSuspension", "asked_until")),
)
