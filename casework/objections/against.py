"""Which decision an objection is against: who took it under mandate, and who prepared it."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from casework.applications.models import Application
from casework.cases.models import Case
from casework.documents.models import Document


@dataclass(frozen=True, slots=True)
class Former:
    """The ids of who decided and who prepared; None where the system did, or nobody prepared it."""

    by: int | None
    prepared_by: int | None


def former_of(letter: Document) -> Former:
    """By the event under a mandate of what the letter is about, as it was when the letter was asked for: a letter that was
    made again was asked for by another."""
    events: Any = apps.get_model(Case.event_model)._default_manager
    taken = events.filter(case=letter.case_id, object_id=letter.about, mandate__isnull=False, at__lte=letter.asked_at)
    event = taken.order_by("-at", "-pk").first()
    by = event.by_id if event is not None else letter.asked_by_id
    application = Application.objects.filter(case=letter.case_id, public_id=letter.about).first()
    return Former(by, application.prepared_by_id if application is not None else None)
