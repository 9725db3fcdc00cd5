"""What the summary says of the applications."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from casework.applications.models import Application
from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("applications", Application.objects.select_related("ground").prefetch_related("suspensions")),)


def _applications(case: Any, readers: Readers, on: dt.date) -> Json:
    return {"applications": [_application(one) for one in case.applications.all()]}


def _application(one: Application) -> Json:
    return {
        "what": one.what,
        "received": day_in_words(one.received_on),
        "state": one.get_state_display(),
        "number": one.number,
        "decided": day_in_words(one.decided_on),
        "frequency": one.frequency,
        "from": day_in_words(one.starts_on),
        "to": day_in_words(one.ends_on),
        "ground": one.ground.name if one.ground else "",
        "why": one.motivation,
    }


ON_SUMMARY = (
    OnSummary(
        chapter="Besluiten",
        template="applications/pdf/on_summary.html",
        content=_applications,
        prefetch=_prefetch,
    ),
)
