"""What the summary says of the applications."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from casework.applications.decision_paper import IN_SHORT
from casework.applications.lines import called, day_of, how_much, is_granted
from casework.applications.models import Application
from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("applications", Application.objects.prefetch_related("suspensions")),)


def _applications(case: Any, readers: Readers, on: dt.date) -> Json:
    return {"applications": [_application(one) for one in case.applications.all()]}


def _application(one: Application) -> Json:
    return {
        "what": one.what,
        "received": day_in_words(one.received_on),
        "state": one.get_state_display(),
        "number": one.number,
        "decided": day_in_words(one.decided_on),
        "why": one.motivation if not one.content else "",
        "lines": [_line(line) for line in one.content.get("lines", ())] if one.decided_on else [],
    }


def _line(one: Json) -> Json:
    granted = is_granted(one)
    return {
        "what": called(one),
        "outcome": IN_SHORT[one["outcome"]],
        "frequency": ": ".join(filter(None, (how_much(one), one["frequency"]))),
        "from": day_in_words(day_of(one["starts_on"])) if granted else "",
        "to": day_in_words(day_of(one["ends_on"])) if granted else "",
        "ground": one["ground_name"],
        "why": one["motivation"],
    }


ON_SUMMARY = (
    OnSummary(
        chapter="Besluiten",
        template="applications/pdf/on_summary.html",
        content=_applications,
        prefetch=_prefetch,
    ),
)
