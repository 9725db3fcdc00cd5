"""What follows from making, sending and dropping paper, and the confirmation of a melding."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q

from casework.cases.models import Case
from casework.cases.paper import CLOSED, CONFIRMATION, HELPS_NOW
from casework.cases.querysets import in_this_name
from casework.cases.states import CaseKind, EndReason, PartyKind
from casework.documents.asking import ask, can_be_written_to, letter, wake_for, without_what_was_undone
from casework.documents.content import addressee, copied, goes_outside
from casework.documents.kinds import announcing, letters
from casework.documents.models import Document
from casework.documents.readdressing import READDRESS, addressed_anew, made_again, tell_other_cases, to_come_for
from casework.documents.states import TO_COME, UNSENT, DocumentState
from casework.engine.noun import Reached
from casework.engine.outbox import wake
from casework.engine.undo import act_of
from casework.engine.writes import Write
from casework.households.models import Member
from casework.law.models import clock

_CONFIRMS: Final = ("case.reopen", "case.confirm_alive")
COPIED_WITHIN: Final = dt.timedelta(weeks=6)  # as long as one may object to a decision


def melding_confirmed(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Of a melding that was received; it has the term of the law (Wmo 2015, 2.3.2 lid 1)."""
    if case.kind == CaseKind.MELDING:
        letter(write, CONFIRMATION)


def confirmed_anew(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """The confirmation of a reopened melding is of the new term, with the new dates."""
    if case.kind != CaseKind.MELDING:
        return
    unsent = list(case.documents.filter(kind__in=(CONFIRMATION, CLOSED), state__in=TO_COME))
    former = [one for one in unsent if one.kind == CONFIRMATION and one.state != DocumentState.GEVRAAGD]
    closed = [one for one in unsent if one.kind == CLOSED]
    write.cascade_all([(former, "drop", {"why": "De zaak is heropend."}), (closed, "overtake", {})])
    letter(write, CONFIRMATION)


def told_who_helps(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """A melding lies with somebody else now. Whoever does it themselves needs no letter of that, and a confirmation of
    the same act tells it already."""
    told = any(one.verb in _CONFIRMS for one in write.events)
    if case.kind == CaseKind.MELDING and case.is_open and case.holder_kind != PartyKind.INWONER and not told:
        letter(write, HELPS_NOW)


def told_of_the_end(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Of a melding; one that was double goes on in the other."""
    if case.kind == CaseKind.MELDING and case.ended_reason != EndReason.DUBBEL:
        letter(write, CLOSED)


def what_it_asked_goes_no_more(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Letters of the act that was undone, none of which was sent. They are read anew: one that the act itself put into
    another letter was given back just now, and goes no more either."""
    act = act_of(case, write.on)
    if act is not None:
        asked = list(case.documents.asked_by(act).defer("snapshot"))
        write.cascade([one for one in asked if one.asked_at == act.at and one.state in UNSENT], "overtake")
        said_it = [one for one in asked if one.asked_at != act.at and one.state in TO_COME]
        without_what_was_undone(write, said_it, act.at)


def sent(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """The day it was sent or given starts the term for objections (Awb 6:7 and 6:8). Not of what was decided in the place of
    what was revoked: about that one goes to the court."""
    if goes_outside(document.snapshot) and (event := write.last_event_of(document)) is not None:
        event.citizen = f"Wij hebben een brief over u gestuurd aan {document.snapshot['to']['name']}."
    may_object = document.has_objection_clause and "appeal" not in document.snapshot
    if may_object and document.sent_on and not document.is_copy:
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
        elif about in newest or one.is_copy or goes_outside(one.snapshot):
            write.cascade([one], "overtake")
        elif one.state == DocumentState.GEVRAAGD:
            made_again(write, one, "", {})
        else:
            write.cascade([one], "remake")
        newest.add(about)


def who_speaks_changed(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Also what they are called and where they live: see `readdressing`."""
    addressed_anew(write, case)
    tell_other_cases(case)


def post_opened_by_another(write: Write, wall: Any, before: str, details: dict[str, Any]) -> None:
    """Between two who live at one address a wall is set, or lifted: what wasn't sent yet to either goes another way, and so
    does what is for whom one of them speaks, who lives there."""
    both = (wall.one_id, wall.other_id)
    there = Member.objects.here().filter(household__members__person__in=both).values_list("person_id", flat=True)
    for person in sorted({*both, *there}):
        if to_come_for(person).exists():
            wake(READDRESS, person)


def somebody_speaks(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """And of what went out already, and still matters, whoever speaks since gets a copy."""
    who_speaks_changed(write, case, before, details)
    if not can_be_written_to(case):
        return
    to = addressee(case, write.on)
    for one in _still_matters(case, write.on):
        if one.snapshot.get("to") and one.snapshot["to"]["name"] != to["name"]:
            ask(
                one.kind,
                case=case,
                snapshot=copied(one.snapshot, to, sent_on=one.sent_on, object_until=one.object_until),
                by=write.by,
                at=write.at,
                about=one.about,
                copy_of=one,
            )


def _still_matters(case: Case, on: dt.date) -> Any:
    """Of what must reach somebody, the last of each: one may still object to it, or it isn't older than that would be."""
    sent = case.documents.filter(state=DocumentState.VERSTUURD, kind__in=announcing(), copy_of=None, copies=None)
    recent = sent.filter(Q(object_until__gte=on) | Q(object_until=None, sent_on__gt=on - COPIED_WITHIN))
    return recent.order_by("kind", "about", "-pk").distinct("kind", "about")


def reached(case: Case) -> Iterable[Reached]:
    """Letters that went out in the name it has."""
    for one in case.documents.filter(in_this_name("asked_at"), state=DocumentState.VERSTUURD, kind__in=letters()):
        if one.sent_on is not None:
            to = (one.snapshot.get("to") or {}).get("name", "")
            yield Reached(f"Brief ‘{one.get_kind_display()}’, {one.get_sent_how_display().lower()}", to, one.sent_on)


def asked_again(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    wake_for(document)


def made(write: Write, document: Document, before: str, details: dict[str, Any]) -> None:
    """A letter that came too late for someone who died isn't sent; one that failed isn't tried again."""
    case = write.anchor
    if case is not None and document.is_letter and case.ended_reason == EndReason.OVERLEDEN:
        write.cascade([document], "drop", why="De inwoner is overleden.")
