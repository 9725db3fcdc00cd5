"""Asking for paper: a document in the queue, with the frozen content it is to be made of."""

import datetime as dt
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.cases.states import EndReason
from casework.documents.content import letter_content, with_part, without_parts
from casework.documents.kinds import deciding, joining, kind_of
from casework.documents.models import Document
from casework.documents.states import TO_COME, DocumentState
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
    copy_of: Document | None = None,
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
        copy_of=copy_of,
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
    """Ask for a letter about this; nothing is made for someone who died. `give`: see `Document.give_when_made`.

    What only says what came of it ('wie u nu helpt', the end of a case) stands in the decision that goes out that day.
    """
    case = write.anchor
    if not can_be_written_to(case):
        return
    this = kind_of(kind)
    step = write.last_event_of(obj) if obj else None
    snapshot = letter_content(this, case, obj, on=write.on, step=step)
    if this.joins and _joins_a_decision(write, snapshot):
        return
    if this.clause:
        snapshot = _takes_in(write, snapshot)
    ask(
        kind,
        case=case,
        snapshot=snapshot,
        by=write.by,
        at=write.at,
        about=getattr(obj, "public_id", ""),
        give=give,
    )


def can_be_written_to(case: Any) -> bool:
    died = case.person is not None and case.person.deceased_on is not None
    return case.person is not None and not died and case.ended_reason != EndReason.OVERLEDEN


def retell(write: Write, document: Document, snapshot: dict[str, Any]) -> None:
    """A letter that didn't go out yet says this instead. One that waits to be made is made of it, and keeps its day."""
    if document.state == DocumentState.GEVRAAGD:
        document.snapshot, document.attempts, document.claimed_until = snapshot, 0, None  # a worker lets go of it
        document.save(update_fields=["snapshot", "attempts", "claimed_until"])
        wake_for(document)
        return
    write.cascade([document], "overtake")
    ask(
        document.kind,
        case=write.anchor,
        snapshot=snapshot,
        by=document.asked_by,
        at=write.at,
        about=document.about,
        give=document.give_when_made,
        copy_of=document.copy_of,
    )


# --- what stands in a decision that goes out the same day --------------------------------------------------------------


def _joins_a_decision(write: Write, snapshot: dict[str, Any]) -> bool:
    """Whether there is one that didn't go out yet, to the same address: then it says this too."""
    decision = _unsent_today(write, deciding()).first()
    if decision is None or decision.snapshot.get("to") != snapshot["to"]:
        return False
    retell(write, decision, with_part(decision.snapshot, snapshot, at=write.at))
    return True


def _takes_in(write: Write, snapshot: dict[str, Any]) -> dict[str, Any]:
    """The decision came later that day: what was still to go out by itself stands in it."""
    there = [one for one in _unsent_today(write, joining()) if one.snapshot.get("to") == snapshot["to"]]
    for one in reversed(there):
        snapshot = with_part(snapshot, one.snapshot, at=one.asked_at)
    write.cascade(there, "overtake")
    return snapshot


def _unsent_today(write: Write, kinds: tuple[str, ...]) -> Any:
    rows = write.anchor.documents.filter(kind__in=kinds, state__in=TO_COME, copy_of=None)
    return rows.filter(asked_at__date=write.on).order_by("-pk")


def without_what_was_undone(write: Write, documents: list[Document], asked_at: dt.datetime) -> None:
    """What an act had put into decisions that didn't go out yet."""
    for one in documents:
        retell(write, one, without_parts(one.snapshot, at=asked_at))
