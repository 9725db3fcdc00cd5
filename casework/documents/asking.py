"""Asking for paper: a document in the queue, with the frozen content it is to be made of."""

import datetime as dt
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.cases.states import EndReason
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine.outbox import wake
from casework.engine.writes import Write
from roles.models import User

LETTER: Final = "workers.tasks.render_letter"
LATER: Final = "workers.tasks.render_later"  # paper for oneself, behind every letter


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
    give: bool = False,
) -> Document:
    """Put a document in the queue, with the frozen snapshot it is to be made of.

    What waits already, of the same kind and about the same, is made of this snapshot instead: a letter that isn't made
    yet tells what holds now.
    """
    document = Document(
        case=case,
        team=team,
        kind=kind,
        about=about,
        shielded=shielded,
        snapshot=snapshot,
        total=total,
        give_when_made=give,
        asked_by=by,
        asked_by_name=by.name if by else "Het systeem",
        asked_at=at,
        state_since=timezone.localtime(at).date(),
    )
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        document = _asked_anew(document)
    wake_for(document)
    return document


def _asked_anew(new: Document) -> Document:
    """A worker that is at it finds that it is at something else, and lets go of it."""
    waiting: Document | None = Document.objects.like(new).select_for_update(no_key=True).first()
    if waiting is None:
        raise LookupError("a document was refused, and none like it waits")
    for name in ("snapshot", "asked_by", "asked_by_name", "asked_at", "give_when_made"):
        setattr(waiting, name, getattr(new, name))
    waiting.attempts, waiting.claimed_until = 0, None
    waiting.save()
    return waiting


def wake_for(document: Document) -> None:
    wake(LATER if document.is_later else LETTER, document.pk)


def letter(write: Write, kind: str, obj: Any = None, *, give: bool = False) -> None:
    """Ask for a letter about this; nothing is made for someone who died. `give`: see `Document.give_when_made`."""
    case = write.anchor
    if case.person is None or case.person.deceased_on or case.ended_reason == EndReason.OVERLEDEN:
        return
    step = write.last_event_of(obj) if obj else None
    ask(
        kind,
        case=case,
        snapshot=letter_content(kind_of(kind), case, obj, on=write.on, step=step),
        by=write.by,
        at=write.at,
        about=getattr(obj, "public_id", ""),
        give=give,
    )
