"""What the steps of a case do to the rest of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from casework.cases.models import Case
from casework.cases.places import team_for
from casework.cases.states import CaseKind, EndReason, PartyKind
from casework.documents.models import DocumentKind
from casework.handovers.states import HandoverState
from casework.notes.models import Note
from casework.people.models import Person

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.cases.holder import move_holder
from casework.cases.open_children import _open
from casework.documents.letters import letter
from casework.engine.effects import of
from casework.indicaties.effects import _end_indicaties


@of(Case, "convert")
def _converted(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    if case.kind == CaseKind.MELDING:
        letter(here, DocumentKind.BEVESTIGING)


@of(Case, "correct_kern")
def _to_the_right_team(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    team = team_for(case.kern, case.person, here.on)
    if team == case.team:
        return
    held = case.holder_kind == PartyKind.TEAM and case.holder_team_id == case.team_id
    case.team, case.regisseur = team, None
    if held:
        move_holder(here, kind=PartyKind.TEAM, team=team)


_FILLED_IN: Final = ("birth_date", "street", "postcode", "town", "phone", "email", "language", "safe_moment", "bsn")


@of(Case, "same_person")
def _made_one(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    """What was told this time fills the gaps of what was known; a secret or a death told once stays told."""
    person, former = case.person, Person.objects.select_for_update().get(pk=here.was("person_id"))
    if person is None or person == former:
        return
    for name in _FILLED_IN:
        if not getattr(person, name) and getattr(former, name):
            setattr(person, name, getattr(former, name))
    person.secret_address = person.secret_address or former.secret_address
    person.deceased_on = person.deceased_on or former.deceased_on
    person.save()
    former.representatives.update(person=person)
    case.save(update_fields=["person"])
    if not Case.objects.filter(person=former).exists():
        former.delete()  # the same data twice is kept for nobody


@of(Case, "advise", "close", "merge")
def _closed(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    if case.double_of is not None:
        _copy_words(here, case)
    _put_away(here, case)


def _copy_words(here: Visit, case: Case) -> None:
    """The question goes on elsewhere: there its words must be read, by whom they could be read here."""
    assert case.double_of is not None
    Note.objects.create(
        case=case.double_of,
        shielded=case.reporter_shielded,
        ground="De melder is afgeschermd." if case.reporter_shielded else "",
        at=here.at,
        by=here.by,
        by_name=here.by.name if here.by else "Het systeem",
        text=f"Dezelfde vraag kwam nog eens binnen ({case.ref}, {case.received_on:%d-%m-%Y}):\n\n{case.question}",
    )


def _put_away(here: Visit, case: Case) -> None:
    """A closed case leaves no running goals or appointments, and nobody outside sees it any more."""
    why = "De zaak is afgesloten."
    here.cascade(_open(here, "goals"), "stop", why=why)
    here.cascade(_open(here, "appointments"), "drop", why=why)
    case.handovers.filter(state=HandoverState.AANVAARD).update(shared_until=here.on)
    case.seeking_since = None


@of(Case, "end")
def _ended(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    """Withdraws hand-overs and unpaid requests, stops goals, ends the indicatie on a date with a letter."""
    deceased = case.ended_reason == EndReason.OVERLEDEN
    if deceased and case.person is not None and case.person.deceased_on is None:
        case.person.deceased_on = details.get("deceased_on") or here.on
        case.person.save(update_fields=["deceased_on"])
    why = "De zaak is beëindigd."
    here.cascade(_open(here, "handovers"), "withdraw", why=why)
    here.cascade(_open(here, "vangnet_requests"), "withdraw")
    here.cascade(_open(here, "applications"), "withdraw", why=why)
    _end_indicaties(here, case, details.get("help_until") or here.on)
    if deceased:
        here.cascade(_open(here, "documents"), "drop", why="De inwoner is overleden.")
    if case.double_of is not None:
        _copy_words(here, case)
    _put_away(here, case)


@of(Case, "reopen")
def _reopened(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    """Who held it outside the team lost sight at the closing, so the question is back with the team: someone seeks."""
    held = case.handovers.filter(
        state=HandoverState.AANVAARD, goal__isnull=True, to_kind__in=(PartyKind.ORGANISATIE, PartyKind.TEAM)
    )
    outside = [handover for handover in held if handover.to_team_id != case.team_id]
    why = "De zaak is heropend."
    here.cascade(outside, "give_back", why=why)
    if case.kind == CaseKind.MELDING:  # its confirmation is of the new term, with the new dates
        here.cascade(_open(here, "documents").filter(kind=DocumentKind.BEVESTIGING), "drop", why=why)
        letter(here, DocumentKind.BEVESTIGING)
