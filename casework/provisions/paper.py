"""What the summary says of help that was granted or refused."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("provisions", Provision.objects.select_related("provider", "ground")),)


def _provisions(case: Any, readers: Readers, on: dt.date) -> Json:
    """What was decided; a line that is still being weighed promises nothing."""
    rows = [one for one in case.provisions.all() if one.state != ProvisionState.GEVRAAGD]
    return {"provisions": [_provision(one, on) for one in rows]}


def _provision(one: Provision, on: dt.date) -> Json:
    return {
        "what": one.what,
        "state": one.stands(on).capitalize(),
        "much": one.how_much,
        "provider": one.provider.name if one.provider else "",
        "form": one.get_form_display(),
        "from": day_in_words(one.starts_on),
        "to": day_in_words(one.ends_on),
        "why": one.motivation,
    }


ON_SUMMARY = (
    OnSummary(
        chapter="Besluiten",
        template="provisions/pdf/on_summary.html",
        content=_provisions,
        prefetch=_prefetch,
    ),
)
