"""How it goes with the paper that a worker must make."""

import datetime as dt
from typing import Final

from django.db.models import Count, Min

from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.signs import Sign, when

PAPER_WAITS: Final = dt.timedelta(minutes=10)  # a letter takes a second, the longest list some minutes


def waiting(now: dt.datetime) -> Sign:
    rows = Document.objects.filter(state=DocumentState.GEVRAAGD)
    first, count = rows.aggregate(at=Min("asked_at"), count=Count("pk")).values()
    failed = Document.objects.filter(state=DocumentState.MISLUKT).count()
    words = f"Aantal dat wacht: {count}, het langste sinds {when(first)}." if first else "Er wacht geen document."
    if failed:
        words += f" Niet gelukt: {failed}. Die staan op de lijst van wie ze vroeg."
    return Sign(
        name="documents",
        label="Brieven en andere documenten",
        well=first is None or now - first <= PAPER_WAITS,
        words=words,
        figures={"waiting": count, "oldest": first, "failed": failed},
    )
