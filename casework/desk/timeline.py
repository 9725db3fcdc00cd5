"""Events and notes of a case as one list."""

from typing import Any, Final, cast

from django.db.models import BooleanField, CharField, F, Value
from django.db.models.query import QuerySet

from casework.cases.events import CaseEvent
from casework.notes.models import Note
from roles.policy import Sight

_COLUMNS: Final = (
    "at",
    "order",
    "verb",
    "label",
    "text",
    "by_name",
    "role",
    "shielded",
    "ground",
    "layer",
    "url",
    "is_note",
)
_NOTHING: Final = Value("", output_field=CharField())
_NO: Final = Value(False, output_field=BooleanField())


def timeline(case: Any, sight: Sight) -> QuerySet[Any, Any]:
    """Events and notes as one list, newest first: one query, so that a page of it can be cut."""
    events = (
        CaseEvent.objects.visible_to(sight)
        .filter(case=case)
        .exclude(verb="note.added")  # the note itself stands there
        .annotate(order=F("pk"), role=F("by_role"), shielded=_NO, ground=_NOTHING, is_note=_NO)
    )
    notes = (
        Note.objects.visible_to(sight)
        .filter(case=case)
        .annotate(
            order=F("pk"),
            verb=_NOTHING,
            label=Value("Notitie", output_field=CharField()),
            role=_NOTHING,
            layer=_NOTHING,
            url=_NOTHING,
            is_note=Value(True, output_field=BooleanField()),
        )
    )
    merged = events.order_by().values(*_COLUMNS).union(notes.order_by().values(*_COLUMNS), all=True)
    return cast(QuerySet[Any, Any], merged.order_by("-at", "-is_note", "-order"))
