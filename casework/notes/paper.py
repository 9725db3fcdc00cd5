"""What the summary says of the notes."""

import datetime as dt
from typing import Any

from django.utils import timezone

from casework.cases.for_one import OF_ALL
from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words


def _notes(case: Any, readers: Readers, on: dt.date) -> Json:
    """Shielded notes only for professionals who may see those; with the ground why the citizen may not."""
    notes = case.notes.standing().select_related("contact_moment", "only_speaker").order_by("at", "pk")
    if readers.citizen:  # whoever reads along gets this paper
        notes = notes.filter(OF_ALL)
    rows = [
        {
            "on": day_in_words(timezone.localdate(one.at)),
            "by": one.by_name,
            "text": one.text,
            "ground": one.ground if one.shielded else "",
            **({"only_for": one.only_for} if one.for_one else {}),
            **({"contact": one.contact_moment.words} if one.contact_moment else {}),
        }
        for one in (notes if readers.shielded else notes.filter(shielded=False))
    ]
    return {"notes": rows}


ON_SUMMARY = (OnSummary(chapter="Notities", template="notes/pdf/on_summary.html", content=_notes),)
