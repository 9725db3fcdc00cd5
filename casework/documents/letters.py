"""Asking for a letter that a step makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.cases.states import EndReason
from casework.documents import asking as outbox
from casework.documents import snapshots
from casework.documents.models import DocumentKind

if TYPE_CHECKING:
    from casework.engine.writes import Visit


def letter(here: Visit, kind: DocumentKind, obj: Any = None) -> None:
    """Ask for a letter about this; nothing is made for someone who died."""
    case = here.case
    if case.person is None or case.person.deceased_on or case.ended_reason == EndReason.OVERLEDEN:
        return
    outbox.ask(
        kind,
        case=case,
        snapshot=snapshots.take(kind, case, obj, on=here.on, step=here.last_told_of(obj) if obj else None),
        by=here.by,
        at=here.at,
        about=getattr(obj, "public_id", ""),
    )
