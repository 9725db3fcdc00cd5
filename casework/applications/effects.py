"""What steps do to an application's clock, and the letters that they are in law."""

import datetime as dt
from typing import Any

from django.db.models import prefetch_related_objects

from casework.applications import paper
from casework.applications.decision_paper import DECISION
from casework.applications.drafts import forget
from casework.applications.models import Application, ApplicationSuspension
from casework.applications.states import ApplicationState, SuspensionGround
from casework.documents.asking import letter
from casework.documents.models import Document
from casework.engine.writes import Write

_DAY = dt.timedelta(days=1)


def completion_asked(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """Waiting for it starts the day after it was asked (Awb 4:15 lid 1); the letter asks it."""
    _stands_still(application, SuspensionGround.GEGEVENS, write.on + _DAY, details["asked_until"], details["missing"])
    letter(write, paper.COMPLETE, application)


def suspended(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """What is asked abroad counts from the day after the applicant was told so (lid 1 b); the other grounds at once."""
    abroad = details["ground"] == SuspensionGround.BUITENLAND
    since = write.on + _DAY if abroad else write.on
    _stands_still(application, details["ground"], since, details["asked_until"], details["why"])
    letter(write, paper.STILL, application)


def _stands_still(application: Application, ground: str, since: dt.date, asked_until: dt.date, words: str) -> None:
    ApplicationSuspension.objects.create(
        application=application, ground=ground, since=since, asked_until=asked_until, words=words
    )
    _read_anew(application)


def _read_anew(application: Application) -> None:
    getattr(application, "_prefetched_objects_cache", {}).pop("suspensions", None)


def prepared(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """What was typed stands on the application now."""
    forget(application)


def decided(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """The clock stops, and the letter is made of what was decided."""
    runs_again(write, application, before, details)
    forget(application)
    letter(write, DECISION, application)


def runs_again(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """From the day that is said; else from the day on which the term that was set went by unused, or from today."""
    for row in [one for one in application.suspensions.all() if one.until is None]:
        write.keep(row)
        row.until = max(min(details.get("day") or write.on, row.lapses_on or write.on), row.since)
        row.save(update_fields=["until"])
    _read_anew(application)


def resumed(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """That the term runs again is told where the cause ended (Awb 4:15 lid 4); by whom nobody is, it simply lapsed."""
    row = application.suspensions.get(until__isnull=True)
    if row.ground == SuspensionGround.GEGEVENS and "day" in details:
        row.completed_on = details["day"]
        row.save(update_fields=["completed_on"])
    runs_again(write, application, before, details)
    if row.ground in SuspensionGround.END_IS_TOLD:
        letter(write, paper.RUNS_AGAIN, application)


def delayed(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.DELAY, application)


def left_out(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    runs_again(write, application, before, {})
    letter(write, paper.LEFT_OUT, application)


def withdrawn(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """What was asked of the applicant and didn't reach them yet isn't asked any more. Whose term never stood still and was
    never put off got no letter of that: none is looked for."""
    prefetch_related_objects([application], "suspensions")
    was_told = application.delayed_until is not None or bool(application.suspensions.all())
    runs_again(write, application, before, {})
    if was_told:
        asked = Document.objects.unsent_about(application)
        write.cascade([one for one in asked if one.kind in paper.OF_THE_CLOCK], "overtake")


def letter_sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The clock stops at the sending of a decision (Awb 3:40, 3:41); to complete counts as asked when its letter went."""
    if document.case_id is None or document.sent_on is None or document.is_copy:
        return
    if document.kind == paper.COMPLETE:
        _was_asked(document)
    elif document.has_objection_clause and document.about:
        told = write.anchor.applications.filter(public_id=document.about, announced_on=None)
        told.exclude(state=ApplicationState.INGETROKKEN).update(announced_on=document.sent_on)


def _was_asked(document: Document) -> None:
    row = ApplicationSuspension.objects.filter(
        application__public_id=document.about, application__case=document.case_id, ground=SuspensionGround.GEGEVENS
    ).last()
    if row is None or document.sent_on is None:
        return
    row.told_on = document.sent_on
    if row.until is None:
        row.since = max(row.since, document.sent_on + _DAY)
    row.save(update_fields=["told_on", "since"])
