"""What follows from making, sending and dropping paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.cases.states import EndReason
from casework.documents import snapshots
from casework.documents.asking import ask
from casework.documents.models import Document, DocumentKind
from casework.engine.outbox import RENDER, wake
from casework.law.models import clock

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.engine.effects import of


@of(Document, "send")
def _sent(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    """The day it was sent or given starts the term for objections (Awb 6:7 and 6:8)."""
    if document.has_objection_clause and document.sent_on:
        term = clock().term("bezwaar", document.sent_on, label="verstuurd")
        document.object_until, document.object_why = term.on, term.why[:300]
        document.save(update_fields=["object_until", "object_why"])


@of(Document, "retry")
def _asked_again(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    wake(RENDER, document.pk)


@of(Document, "remake")
def _made_again(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    """The same letter, addressed anew. What was decided, by whom and under which mandate, stays as it was told."""
    kind = DocumentKind(document.kind)
    ask(
        kind,
        case=here.case,
        snapshot=snapshots.again(document.snapshot, kind, here.case, on=here.on),
        by=here.by,
        at=here.at,
        about=document.about,
    )


@of(Document, "ready")
def _made(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    """A letter that came too late for someone who died isn't sent."""
    case = here.case
    if case is not None and document.is_letter and case.ended_reason == EndReason.OVERLEDEN:
        here.cascade([document], "drop", why="De inwoner is overleden.")
