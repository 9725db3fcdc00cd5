"""Putting a document in the queue, with the frozen snapshot it is to be made of."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from casework.documents.models import Document
from casework.engine.outbox import wake
from roles.models import User

RENDER: Final = "workers.tasks.render_document"


def ask(
    kind: str,
    *,
    case: Any,
    snapshot: dict[str, Any],
    by: User | None,
    at: dt.datetime,
    about: str = "",
    team: Any = None,
    shielded: bool = False,
    total: int = 1,
) -> Document:
    """Put a document in the queue, with the frozen snapshot it is to be made of."""
    document = Document.objects.create(
        case=case,
        team=team,
        kind=kind,
        about=about,
        shielded=shielded,
        snapshot=snapshot,
        total=total,
        asked_by=by,
        asked_by_name=by.name if by else "Het systeem",
        asked_at=at,
        state_since=timezone.localtime(at).date(),
    )
    wake(RENDER, document.pk)
    return document
