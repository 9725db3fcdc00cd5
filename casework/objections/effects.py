"""The letters of an objection, and what their sending does."""

from typing import Any

from casework.documents.asking import letter
from casework.documents.models import Document
from casework.engine.writes import Write
from casework.law.models import clock
from casework.objections import paper
from casework.objections.models import Objection


def repair_asked(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.REPAIR, objection)


def adjourned(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.ADJOURNED, objection)


def decided(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.DECISION, objection)


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
