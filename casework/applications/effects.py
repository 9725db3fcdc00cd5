"""What steps do to an application's clock."""

import datetime as dt
from typing import Any

from casework.applications.decision_paper import DECISION
from casework.applications.drafts import forget
from casework.applications.models import Application, ApplicationSuspension, SuspensionGround
from casework.documents.asking import letter
from casework.engine.writes import Write


def suspended(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """Waiting for the citizen's own data starts the day after they were asked (Awb 4:15 lid 1)."""
    waits = details["ground"] == SuspensionGround.GEGEVENS
    ApplicationSuspension.objects.create(
        application=application,
        ground=details["ground"],
        since=write.on + dt.timedelta(days=1) if waits else write.on,
        asked_until=details["asked_until"],
    )


def prepared(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """What was typed stands on the application now."""
    forget(application)


def decided(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """The clock stops, and the letter is made of what was decided."""
    runs_again(write, application, before, details)
    forget(application)
    letter(write, DECISION, application)


def runs_again(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    for row in application.suspensions.filter(until__isnull=True):
        # a set term that went by unused ended the suspension, whenever somebody gets round to it
        write.keep(row)
        row.until = max(min(write.on, row.lapses_on or write.on), row.since)
        row.save(update_fields=["until"])
