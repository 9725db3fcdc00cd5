"""From report to application (Wmo 2015, 2.3.2 lid 9): signed by the citizen here or on paper, at the table, or without a
report because the research takes too long."""

import datetime as dt
import uuid
from typing import Any, Final

from django.utils.text import Truncator

from casework.applications.conditions import none_waits, on_an_open_melding, research_is_too_late
from casework.applications.models import Application
from casework.applications.operations import received
from casework.applications.states import ApplicationState
from casework.cases.models import Case
from casework.documents.asking import letter
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.door import perform
from casework.engine.errors import NotNow, Reason, Repeated
from casework.engine.holding import locked_row
from casework.engine.machine import unmet
from casework.engine.writes import Write, write_on
from casework.research.models import Research
from casework.research.paper import REPORT
from casework.research.states import ResearchState
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

LONGEST: Final = 200  # letters, as `Application.what`


def asked_in(research: Research) -> str:
    """What the signed report asks for: where something is left for the municipality that, else all that is needed."""
    needs = list(research.needs.all())
    left = [one.what for one in needs if one.left.strip()] or [one.what for one in needs]
    return Truncator(", ".join(left) or "Hulp volgens het verslag").chars(LONGEST)


# --- what the steps of the research do -----------------------------------------------------------------------------


def signed(write: Write, research: Research, before: str, details: dict[str, Any]) -> None:
    """The report was handed over: the signature is the application, of the day on which it was received."""
    if research.state == ResearchState.VERSTUURD:
        _becomes(write, research, research.signed_on)


def handed_over(write: Write, research: Research, before: str, details: dict[str, Any]) -> None:
    """Signed before: the application is of the day on which the report is handed over."""
    if research.signed_on is not None:
        _becomes(write, research, research.sent_on)


def signed_at_table(write: Write, research: Research, before: str, details: dict[str, Any]) -> None:
    """Set, handed over and received in one step; the letter is recorded as given as soon as it is made."""
    if write.anchor.report_sent_on is None:
        write.anchor.report_sent_on = write.on
    about = Document.objects.filter(case=write.anchor, kind=REPORT, about=research.public_id)
    ready = about.filter(state=DocumentState.KLAAR).order_by("-pk")[:1]
    if ready:
        write.cascade(ready, "send", sent_on=write.on, sent_how="uitgereikt")
    else:
        letter(write, REPORT, research, give=True)
    _becomes(write, research, write.on)


def _becomes(write: Write, research: Research, received_on: dt.date | None) -> None:
    """One application at a time: what is open already stays the one."""
    there = Application.objects.filter(case=write.anchor, state__in=ApplicationState.OPEN)
    if received_on is not None and not there.exists():
        received(write, what=asked_in(research), received_on=received_on, report_signed=True)


# --- what the citizen does on their own page -----------------------------------------------------------------------


def sign_online(
    research: Research,
    *,
    by: User | Sight,
    reaction: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Research:
    """With one button, after the report that was handed over. Raises NotAllowed, NotNow, Repeated."""
    result = perform(research, "sign", by=by, token=token, at=at, reaction=reaction)
    if result.repeated:
        raise Repeated(research.case.citizen_url, result.said)
    signed_research: Research = result.obj
    return signed_research


def react(
    research: Research,
    *,
    by: User | Sight,
    reaction: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Research:
    """One reaction to the whole report. Raises NotAllowed, NotNow, Repeated."""
    with write_on(research.case, by=by, action=Action.STEER_OWN, token=token, at=at) as write:
        now: Research = locked_row(Research, research.pk)
        now.case = write.anchor
        if reasons := _cant_react(now, reaction):
            raise NotNow(reasons)
        now.reaction, now.reacted_on = reaction, write.on
        now.save(update_fields=["reaction", "reacted_on"])
        write.tell(
            "research.reacted",
            "Reactie op het verslag",
            text=reaction,
            citizen="U gaf een reactie op het verslag.",
            url=write.anchor.citizen_url,
            action=Action.STEER_OWN,
        )
    return now


def _cant_react(research: Research, reaction: str) -> list[Reason]:
    if not reaction.strip():
        return [Reason("Schrijf eerst op wat u wilt zeggen.")]
    if research.state != ResearchState.VERSTUURD:
        return [Reason("Dit verslag wordt aangepast. U krijgt een nieuw verslag.")]
    if research.reaction:
        return [Reason("U gaf al een reactie op dit verslag. Moet er iets bij? Bel uw vaste contact.")]
    return []


def apply_late(
    case: Case,
    *,
    by: User | Sight,
    what: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Application:
    """By the citizen, because six weeks went by without a report that was sent. Raises NotAllowed, NotNow, Repeated."""
    with write_on(case, by=by, action=Action.STEER_OWN, token=token, at=at) as write:
        if reasons := unmet((on_an_open_melding, research_is_too_late, none_waits), write.attempt()):
            raise NotNow(reasons)
        return received(write, what=what, received_on=write.on, action=Action.STEER_OWN)
