"""What a melding makes of a research, and what its report does to the case and to its letter."""

from typing import Any

from casework.cases.models import Case
from casework.documents.asking import letter
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.writes import Write
from casework.research.models import Research
from casework.research.paper import REPORT
from casework.research.states import ResearchKind, ResearchState


def begun(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """A melding was taken up."""
    _begin(write, case, ResearchKind.MELDING)


def begun_again(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """A closed case was opened again: what was found then stays as it was, and is looked at anew."""
    _begin(write, case, ResearchKind.HEROPENING)


def _begin(write: Write, case: Case, kind: ResearchKind) -> None:
    write.add(Research(case=case, kind=kind, begun_on=write.on, state_since=write.on))


def settled(write: Write, research: Research, before: str, details: dict[str, Any]) -> None:
    """The letter with the report, made of the rows as they stand now."""
    letter(write, REPORT, research)


def sent(write: Write, research: Research, before: str, details: dict[str, Any]) -> None:
    """The first report meets the term of the research; its letter is sent with it."""
    if write.anchor.report_sent_on is None:
        write.anchor.report_sent_on = research.sent_on
    ready = Document.objects.filter(case=write.anchor, about=research.public_id, state=DocumentState.KLAAR)
    how = {"sent_on": research.sent_on, "sent_how": details.get("sent_how") or "post"}
    write.cascade(ready.order_by("-pk")[:1], "send", **how)


def letter_sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """Sent as a letter among others, the report is sent."""
    if document.kind != REPORT or document.is_copy:
        return
    rows = Research.objects.filter(case=write.anchor, public_id=document.about, state=ResearchState.VASTGESTELD)
    write.cascade(rows, "send", sent_on=document.sent_on, sent_how=document.sent_how)


def revised(write: Write, research: Research, before: str, details: dict[str, Any]) -> None:
    """A letter that didn't go out yet never does; what was sent stays to be read."""
    write.cascade(Document.objects.unsent_about(research), "overtake")
