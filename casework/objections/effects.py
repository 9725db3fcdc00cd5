"""The letters of an objection, and what their sending does."""

import datetime as dt
from typing import Any, Final

from django.utils import timezone

from casework.applications.models import Application
from casework.defaults.effects import stopped
from casework.defaults.models import DefaultNotice
from casework.defaults.operations import Late, note_default
from casework.documents.asking import ask, letter
from casework.documents.content import appeal
from casework.documents.kinds import deciding
from casework.documents.models import Document
from casework.engine.together import write_together
from casework.engine.words import day_in_words
from casework.engine.writes import Write
from casework.law.models import clock
from casework.objections import file, paper, repairs
from casework.objections.conditions import open_application
from casework.objections.models import Objection
from casework.objections.states import REVOKES
from roles.actions import Action

DECIDED_ANEW: Final = "objection.decided_anew"


def repair_asked(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.REPAIR, objection)


def invited(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    """The file as well: it lies open from the day that the letter names."""
    letter(write, paper.INVITED, objection)
    file_compiled(write, objection, before, details)


def adjourned(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.ADJOURNED, objection)


def decided(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.DECISION, objection)


def revoked(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    """What was asked for waits for a decision once more: nobody asks anew for what was wrongly refused."""
    decided(write, objection, before, details)
    if objection.revokes and open_application(write.anchor) is None:
        _ask_anew(write, objection)


def application_decided(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    if revoked := _revoked(write):
        _put_in_its_place(write, application, revoked)
        another_decided(write, application, before, details)


def another_decided(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """It was in the way: now what was revoked meanwhile is asked for by itself, unless it was taken along."""
    if write.anchor.is_open:
        _ask_for_the_next(write, application, _revoked(write))


def another_came_to_nothing(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """Withdrawn, or left out: nothing comes with it in the place of what was taken along, so that is asked for by itself."""
    if not write.anchor.is_open:
        return  # whoever opens it again takes it along with something else
    revoked = _revoked(write)
    along = [one for one in revoked if one.taken_along and one.anew_id == application.pk]
    for one in along:
        one.anew, one.taken_along = None, False
    write_together([(along, ["anew_id", "taken_along"])])
    _ask_for_the_next(write, application, revoked)


def _ask_for_the_next(write: Write, application: Application, revoked: list[Objection]) -> None:
    waiting = [one for one in revoked if one.anew_id is None and one.against.about != application.public_id]
    for one in sorted(waiting, key=lambda row: row.pk):
        if _ask_anew(write, one):
            return  # one at a time


def taken_along(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    if objection.anew is not None:
        _kept_from_who_took_it(objection.anew, objection)


def _kept_from_who_took_it(again: Application, objection: Objection) -> None:
    again.former_by_id, again.former_prepared_by_id = objection.former_by_id, objection.prepared_by_id
    again.save(update_fields=["former_by", "former_prepared_by"])


def _ask_anew(write: Write, objection: Objection) -> bool:
    """Whether it could be: on a case that is closed, or of help that was no application, who directs the case sees to it."""
    case = write.anchor
    former = Application.objects.filter(case=case, public_id=objection.against.about).first()
    if former is None or not case.is_open:
        return False
    again = Application.objects.create(
        case=case,
        what=former.what,
        received_on=write.on,
        state_since=write.on,
        former_by_id=objection.former_by_id,
        former_prepared_by_id=objection.prepared_by_id,
    )
    getattr(case, "_prefetched_objects_cache", {}).pop("applications", None)
    objection.anew = again
    Objection.objects.filter(pk=objection.pk).update(anew=again)
    write.remember(
        DECIDED_ANEW,
        "Er is een nieuw besluit nodig",
        obj=again,
        details={"objection": objection.public_id},
        text=f"Het besluit is herroepen: {former.what}",
        action=Action.VIEW_DECISION,
    )
    return True


def replaced(write: Write, obj: Any, before: str, details: dict[str, Any]) -> None:
    """What is decided in the place of what was revoked: its letter says that one goes to the court (Awb 7:11 lid 2)."""
    if revoked := _revoked(write):
        _put_in_its_place(write, obj, revoked)


def _revoked(write: Write) -> list[Objection]:
    """By which something was revoked, and nothing came in its place yet."""
    rows = Objection.objects.filter(case=write.anchor, state__in=REVOKES, replaced_by=None)
    return list(rows.select_related("against", "anew"))


def _put_in_its_place(write: Write, obj: Any, revoked: list[Objection]) -> None:
    made = Document.objects.filter(
        case=write.anchor, about=obj.public_id, asked_at=write.at, kind__in=deciding()
    ).last()
    if made is None or not (by_this := _replaced_by(made, revoked)):
        return
    made.snapshot = _said_of_the_court(made, by_this, write.on)
    made.save(update_fields=["snapshot"])
    write.cascade(by_this, "replace", replaced_by=made)


def _said_of_the_court(made: Document, by_this: list[Objection], on: dt.date) -> dict[str, Any]:
    """Where it was taken along with something else, to that one objects as always: both are told."""
    if all(one.taken_along for one in by_this):
        former = by_this[0].against
        against = {"what": former.get_kind_display(), "sent": day_in_words(former.sent_on)}
        return {**made.snapshot, "appeal_too": appeal(on)["appeal"] | against}
    return {key: words for key, words in made.snapshot.items() if key != "objection"} | appeal(on)


def _replaced_by(made: Document, waiting: list[Objection]) -> list[Objection]:
    """Whose former decision was about the same, or who had it asked for once more: to any other decision on the case one
    objects as always."""
    return [
        one
        for one in waiting
        if made.about in (one.against.about, one.anew.public_id if one.anew is not None else None)
    ]


def file_compiled(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    ask(
        file.FILE,
        case=write.anchor,
        snapshot=file.content(write.anchor, objection, write.on),
        by=write.by,
        at=write.at,
        about=objection.public_id,
    )


def in_default(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    """The notice itself, with its letter and what it costs, is of those of any decision that is late."""
    note_default(
        write,
        received_on=details["received_on"],
        how=details["how"],
        late=Late(objection.public_id, "bezwaar", objection.against.get_kind_display(), objection.received_on),
    )


def no_longer_in_default(write: Write, notice: DefaultNotice, before: str, details: dict[str, Any]) -> None:
    Objection.objects.filter(case=write.anchor, public_id=notice.about).update(in_default_until=None)


def withdrawn(write: Write, objection: Objection, before: str, details: dict[str, Any]) -> None:
    """Nothing is left to decide."""
    stopped(write, objection.public_id, write.on, withdrawn=True)


def letter_sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The clock stops at the sending of the decision, and that of the court begins (Awb 6:8). Repair counts as asked when
    its letter went."""
    if document.case_id is None or document.sent_on is None or document.is_copy:
        return
    found = Objection.objects.filter(case=document.case_id, public_id=document.about)
    if document.kind == paper.DECISION:
        term = clock().term("beroep", document.sent_on, label="verstuurd")
        stopped(write, document.about, document.sent_on)
        found.filter(announced_on=None).update(
            announced_on=document.sent_on, appeal_until=term.on, appeal_why=term.why[:300]
        )
    elif document.kind == paper.REPAIR:
        asked_on = timezone.localdate(document.asked_at)
        for one in found:
            found.update(repairs=repairs.told(one.repairs, asked_on, document.sent_on))
