"""The letters of an objection, and what their sending does."""

from typing import Any, Final

from casework.applications.models import Application
from casework.documents.asking import ask, letter
from casework.documents.content import appeal
from casework.documents.kinds import deciding
from casework.documents.models import Document
from casework.engine.writes import Write
from casework.law.models import clock
from casework.objections import file, paper
from casework.objections.models import Objection
from casework.objections.states import REVOKES
from roles.actions import Action

DECIDED_ANEW: Final = "objection.decided_anew"


def repair_asked(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.REPAIR, objection)


def adjourned(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.ADJOURNED, objection)


def decided(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.DECISION, objection)


def revoked(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    """What was asked for waits for a decision once more: nobody asks anew for what was wrongly refused."""
    decided(write, objection, before, details)
    case = write.anchor
    former = Application.objects.filter(case=case, public_id=objection.against.about).first()
    if not objection.revokes or former is None or not case.is_open:
        return
    if any(one.is_open for one in case.applications.all()):
        return
    again = Application.objects.create(case=case, what=former.what, received_on=write.on, state_since=write.on)
    write.remember(
        DECIDED_ANEW,
        "Er is een nieuw besluit nodig",
        obj=again,
        details={"objection": objection.public_id},
        text=f"Het besluit is herroepen: {former.what}",
        action=Action.VIEW_DECISION,
    )


def replaced(write: Write, obj: Any, before: str, details: dict[str, Any]) -> None:
    """What is decided in the place of what was revoked: its letter says that one goes to the court (Awb 7:11 lid 2)."""
    waiting = Objection.objects.filter(case=write.anchor, state__in=REVOKES, replaced_by=None).select_related("against")
    if not (revoked := list(waiting)):
        return
    made = Document.objects.filter(
        case=write.anchor, about=obj.public_id, asked_at=write.at, kind__in=deciding()
    ).last()
    if made is None or not (by_this := _replaced_by(write, made, revoked)):
        return
    said = {key: words for key, words in made.snapshot.items() if key != "objection"}
    made.snapshot = said | appeal(write.on)
    made.save(update_fields=["snapshot"])
    write.cascade(by_this, "replace", replaced_by=made)


def _replaced_by(write: Write, made: Document, waiting: list[Objection]) -> list[Objection]:
    """Whose former decision was about the same, or who had it asked for once more: to any other decision on the case one
    objects as always."""
    anew = write.anchor.events.filter(verb=DECIDED_ANEW, object_id=made.about)
    by = {event.details.get("objection") for event in anew}
    return [one for one in waiting if one.against.about == made.about or one.public_id in by]


def file_compiled(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    ask(
        file.FILE,
        case=write.anchor,
        snapshot=file.content(write.anchor, objection, write.on),
        by=write.by,
        at=write.at,
        about=objection.public_id,
    )


def letter_sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The clock stops at the sending of the decision, and that of the court begins (Awb 6:8). Repair counts as asked when
    its letter went."""
    if document.case_id is None or document.sent_on is None or document.is_copy:
        return
    found = Objection.objects.filter(case=document.case_id, public_id=document.about)
    if document.kind == paper.DECISION:
        term = clock().term("beroep", document.sent_on, label="verstuurd")
        found.filter(announced_on=None).update(
            announced_on=document.sent_on, appeal_until=term.on, appeal_why=term.why[:300]
        )
    elif document.kind == paper.REPAIR:
        found.filter(repaired_on=None, repair_until__gte=document.sent_on).update(repair_asked_on=document.sent_on)
