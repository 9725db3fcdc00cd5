"""What steps do to an application's clock."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from casework.applications.models import Application, ApplicationSuspension
from casework.applications.states import ApplicationState

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.engine.effects import of
from casework.indicaties.effects import _convert_running


@of(Application, "suspend")
def _suspended(here: Visit, application: Application, before: str, details: dict[str, Any]) -> None:
    """Waiting for the citizen's own data starts the day after they were asked (Awb 4:15 lid 1)."""
    since = here.on + dt.timedelta(days=1) if details["ground"] == "gegevens" else here.on
    ApplicationSuspension.objects.create(
        application=application, ground=details["ground"], since=since, asked_until=details["asked_until"]
    )


@of(Application, "resume", "grant", "reject", "withdraw")
def _resumed(here: Visit, application: Application, before: str, details: dict[str, Any]) -> None:
    for row in application.suspensions.filter(until__isnull=True):
        # a set term that went by unused ended the suspension, whenever somebody gets round to it
        row.until = max(min(here.on, row.lapses_on or here.on), row.since)
        row.save(update_fields=["until"])
    if application.state == ApplicationState.TOEGEKEND:
        _convert_running(here, application)
