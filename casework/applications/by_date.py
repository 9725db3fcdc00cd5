"""The term that runs again when what was set went by unused."""

import datetime as dt

from casework.applications.models import Application, SuspensionGround
from casework.applications.states import ApplicationState
from casework.engine.door import perform
from casework.engine.due import each, first_moment


def end_suspensions(on: dt.date, at: dt.datetime) -> int:
    """The term runs again the day after the one that was set went by unused (Awb 4:15): somebody decides now."""
    due = Application.objects.filter(
        state=ApplicationState.ONTVANGEN,
        suspensions__until__isnull=True,
        suspensions__asked_until__lt=on,
        suspensions__ground__in=SuspensionGround.WITH_ITS_TERM,
    ).select_related("case")

    def resume(application: Application) -> None:
        row = application.suspensions.get(until__isnull=True)
        perform(application, "resume", by=None, at=first_moment(row.lapses_on or on), routed_at=at)

    return each(due, resume)
