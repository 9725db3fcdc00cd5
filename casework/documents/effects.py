"""What follows from making, sending and dropping paper, and the confirmation of a melding."""

from collections.abc import Iterable
from typing import Any

from casework.cases.models import Case
from casework.cases.paper import CONFIRMATION
from casework.cases.querysets import in_this_name
from casework.cases.states import CaseKind, EndReason
from casework.documents.asking import ask, letter, wake_for
from casework.documents.conditions import letters_of_the_act
from casework.documents.content import readdressed
from casework.documents.kinds import kind_of, letters
from casework.documents.models import Document
from casework.documents.states import TO_COME, UNSENT, DocumentState
from casework.engine.noun import Reached
from casework.engine.writes import Write
from casework.law.models import clock


def melding_confirmed(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Of a melding that was received; it has the term of the law (Wmo 2015, 2.3.2 lid 1)."""
    if case.kind == CaseKind.MELDING:
        letter(write, CONFIRMATION)


def confirmed_anew(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """The confirmation of a reopened melding is of the new term, with the new dates."""
    if case.kind != CaseKind.MELDING:
        return
    unsent = case.documents.filter(kind=CONFIRMATION, state__in=(DocumentState.KLAAR, DocumentState.MISLUKT))
    write.cascade(unsent, "drop", why="De zaak is heropend.")
    letter(write, CONFIRMATION)


def what_it_asked_goes_no_more(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Letters of the act that was undone, none of which was sent."""
    write.cascade([one for one in letters_of_the_act(case, write.on) if one.state in UNSENT], "overtake")


def sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The day it was sent or given starts the term for objections (Awb 6:7 and 6:8)."""
    if document.has_objection_clause and document.sent_on:
        term = clock().term("bezwaar", document.sent_on, label="verstuurd")
        document.object_until, document.object_why = term.on, term.why[:300]
        document.save(update_fields=["object_until", "object_why"])


def to_another(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """The case stands in another name: of what wasn't sent yet the newest of each is made again, for whom it is; an older
    one isn't sent any more. Paper for oneself that isn't made yet would tell of the other, and isn't made."""
    newest: set[tuple[str, str]] = set()
    for one in case.documents.filter(state__in=TO_COME).order_by("-pk"):
        one.case = case
        about = (one.kind, one.about)
        if not one.is_letter:
            write.cascade([one] if one.state == DocumentState.GEVRAAGD else [], "overtake")
        elif about in newest:
            write.cascade([one], "overtake")
        elif one.state == DocumentState.GEVRAAGD:
            made_again(write, one, "", {})
        else:
            write.cascade([one], "remake")
        newest.add(about)


def reached(case: Case) -> Iterable[Reached]:
    """Letters that went out in the name it has."""
    for one in case.documents.filter(in_this_name("asked_at"), state=DocumentState.VERSTUURD, kind__in=letters()):
        if one.sent_on is not None:
            to = (one.snapshot.get("to") or {}).get("name", "")
            yield Reached(f"Brief ‘{one.get_kind_display()}’, {one.get_sent_how_display().lower()}", to, one.sent_on)


def asked_again(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    wake_for(document)


def made_again(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The same letter, addressed anew. What was decided, by whom and under which mandate, stays as it was told."""
    ask(
        document.kind,
        case=write.anchor,
        snapshot=readdressed(document.snapshot, kind_of(document.kind), write.anchor, on=write.on),
        by=write.by,
        at=write.at,
        about=document.about,
    )


def made(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """A letter that came too late for someone who died isn't sent; one that failed isn't tried again."""
    case = write.anchor
    if case is not None and document.is_letter and case.ended_reason == EndReason.OVERLEDEN:
        write.cascade([document], "drop", why="De inwoner is overleden.")
