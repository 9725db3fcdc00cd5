"""What a step does to other rows: called by the door after the save, in the same transaction, under the same lock.

A method on a model touches its own fields only; whatever follows elsewhere stands here, one function a step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import QuerySet

from casework import ledger, outbox, snapshots
from casework.models import (
    Application,
    ApplicationSuspension,
    CarrierKind,
    Case,
    Document,
    DocumentKind,
    Goal,
    Handover,
    Note,
    Person,
    ProgressReport,
    VangnetRequest,
    VoorlopigeIndicatie,
)
from casework.models.law import clock
from casework.office import OPEN, team_for
from casework.states import (
    ApplicationState,
    CaseKind,
    EndReason,
    GoalState,
    HandoverState,
    IndicatieState,
    Layer,
    PartyKind,
    Phase,
    VangnetState,
)

if TYPE_CHECKING:
    from casework.steps import Visit

Effect = Callable[["Visit", Any, str, dict[str, Any]], None]
_EFFECTS: Final[dict[tuple[type[models.Model], str], Effect]] = {}


def of(model: type[models.Model], *names: str) -> Callable[[Effect], Effect]:
    """This function is what these steps do elsewhere."""

    def keep(effect: Effect) -> Effect:
        for name in names:
            _EFFECTS[model, name] = effect
        return effect

    return keep


def after(here: Visit, obj: models.Model, name: str, before: str, details: dict[str, Any]) -> None:
    effect = _EFFECTS.get((type(obj), name))
    if effect:
        effect(here, obj, before, details)


# --- the holder ------------------------------------------------------------------------------------------------


def layer_of(kind: str, organisation: Any) -> str:
    """The layer follows from the party and from nothing else."""
    if kind in (PartyKind.INWONER, PartyKind.NAASTE):
        return Layer.BURGER
    return str(organisation.layer) if kind == PartyKind.ORGANISATIE else Layer.PROFESSIONAL


def move_holder(here: Visit, *, kind: str, contact: Any = None, organisation: Any = None, team: Any = None) -> None:
    """From now on this party holds the question; where it lies is told as a step through the triangle."""
    case = here.case
    case.holder_kind, case.holder_contact = kind, contact
    case.holder_organisation, case.holder_team = organisation, team
    case.layer = layer_of(kind, organisation)
    case.held_since = here.on
    here.tell(
        "case.moved",
        f"Ligt nu bij {case.holder_name}",
        citizen="Uw vraag ligt nu bij een ander.",
        layer=case.layer,
        holder=case.holder_name,
    )


def _pass_on_former(here: Visit, *, but: Handover | None = None) -> None:
    former = here.case.handovers.filter(state=HandoverState.AANVAARD, goal__isnull=True)
    here.cascade(former.exclude(pk=but.pk) if but else former, "pass_on")


def letter(here: Visit, kind: DocumentKind, obj: Any = None) -> None:
    """Ask for a letter about this; nothing is made for someone who died."""
    case = here.case
    if case.person is None or case.person.deceased_on or case.ended_reason == EndReason.OVERLEDEN:
        return
    outbox.ask(
        kind,
        case=case,
        snapshot=snapshots.take(kind, case, obj, on=here.on, step=here.last_told_of(obj) if obj else None),
        by=here.by,
        at=here.at,
        about=getattr(obj, "public_id", ""),
    )


def tell_the_asker(here: Visit, request: VangnetRequest) -> None:
    """A mail that says only where to look, to whoever asked: unless it was their own doing."""
    actor = here.told[0].by_id  # who began it: what follows from their step is told as the system's
    if request.requested_by_id not in (None, actor):
        assert request.requested_by is not None
        outbox.notify(
            request.requested_by,
            subject="Er is nieuws over uw vangnetaanvraag",
            url=request.get_absolute_url(),
            key=f"vangnet:{request.public_id}:{request.state}:{here.on:%Y%m%d}",
            at=here.at,
        )


# --- the case --------------------------------------------------------------------------------------------------


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


@of(Case, "start")
def _started(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    here.cascade(case.goals.filter(state=GoalState.VOORGESTELD).select_related("consent"), "begin")


@of(Case, "evaluate")
def _evaluated(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    """What the regisseur told of goals nobody reported on. `told`: goal's public id → (score, text)."""
    told = details.get("told") or {}
    running = case.goals.filter(state=GoalState.LOOPT, public_id__in=list(told)).select_related(*Goal.alongside)
    reports = []
    for goal in running:
        goal.case = case  # its carrier may be the citizen
        score, text = told[goal.public_id]
        reports.append(
            ProgressReport(
                goal=goal,
                on=here.on,
                score=score,
                text=text,
                at=here.at,
                by=here.by,
                by_name=here.by.name if here.by else "",
                told_for=goal.carrier_name[:120],
            )
        )
    ProgressReport.objects.bulk_create(reports)


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


def _open(here: Visit, children: str) -> QuerySet[Any]:
    """The open children of this kind; where there are none the database isn't asked a second time."""
    assert here.office is not None
    rows = OPEN[children].filter(case=here.case)
    return rows if children in here.office.open else rows.none()


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


def _end_indicaties(here: Visit, case: Case, until: dt.date) -> None:
    """Drafts go; the running one (there is at most one) ends on that day, not before it began."""
    unsettled = _open(here, "indicaties").select_related(*VoorlopigeIndicatie.alongside)
    running = [one for one in unsettled if one.state == IndicatieState.AFGEGEVEN]
    here.cascade([one for one in unsettled if one not in running], "discard")
    for indicatie in running:
        last = min(max(until, indicatie.starts_on), indicatie.ends_on)  # an end never makes help longer
        here.cascade([indicatie], "withdraw", why=case.get_ended_reason_display(), until=last)


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


# --- the hand-over ---------------------------------------------------------------------------------------------


@of(Handover, "accept")
def _accepted(here: Visit, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if handover.goal_id:
        _carry_goal(here, handover)
        return
    _pass_on_former(here, but=handover)
    case = here.case
    case.seeking_since = None
    if handover.to_team is not None and handover.to_team_id != case.team_id:
        handover.from_team = case.team  # of this moment: since the offer the case may have moved
        handover.save(update_fields=["from_team"])
        case.team, case.regisseur = handover.to_team, None  # its teamleider is asked to assign
    move_holder(
        here,
        kind=handover.to_kind,
        contact=handover.to_contact,
        organisation=handover.to_organisation,
        team=handover.to_team,
    )


def _carry_goal(here: Visit, handover: Handover) -> None:
    """A goal handed over alone: its carrier changes, the holder stays."""
    goal = Goal.objects.select_for_update().get(pk=handover.goal_id)
    goal.carrier_contact = goal.carrier_organisation = goal.carrier_user = None
    kinds = {
        PartyKind.INWONER: CarrierKind.INWONER,
        PartyKind.NAASTE: CarrierKind.NAASTE,
        PartyKind.ORGANISATIE: CarrierKind.ORGANISATIE,
        PartyKind.TEAM: CarrierKind.COLLEGA,
    }
    goal.carrier_kind = kinds[PartyKind(handover.to_kind)]
    goal.carrier_contact, goal.carrier_organisation = handover.to_contact, handover.to_organisation
    if handover.to_kind == PartyKind.TEAM:
        goal.carrier_user = here.by
    goal.layer, goal.consent = handover.to_layer, handover.consent
    goal.shared_until = handover.shared_until if goal.state == GoalState.LOOPT else None
    goal.seeking_since = None
    goal.save()
    # the goal has its own page now; the offer has done its work
    here.cascade([handover], "pass_on")


@of(Handover, "refuse", "withdraw")
def _came_to_nothing(here: Visit, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if not here.case.is_open:
        return
    if handover.goal_id is None:
        here.case.seeking_since = here.on
    else:
        Goal.objects.filter(pk=handover.goal_id, state__in=GoalState.ACTIVE).update(seeking_since=here.on)


@of(Handover, "give_back")
def _given_back(here: Visit, handover: Handover, before: str, details: dict[str, Any]) -> None:
    """The team that offered it holds it at once. Where the case went along to another team it returns, and that
    teamleider is asked to assign, as on the way there."""
    case, back = here.case, handover.from_team
    case.seeking_since = here.on
    if back is not None and case.team_id == handover.to_team_id != back.pk:
        case.team, case.regisseur = back, None
    move_holder(here, kind=PartyKind.TEAM, team=case.team)


# --- indicatie and application ---------------------------------------------------------------------------------


@of(VoorlopigeIndicatie, "issue")
def _issued(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    """The holder becomes the team by itself (accepted, spoed); the letter says 'U krijgt tijdelijk hulp'."""
    case = here.case
    if case.holder_kind != PartyKind.TEAM or case.holder_team_id != case.team_id:
        _pass_on_former(here)
        Handover.objects.create(
            case=case,
            from_name=case.holder_name[:160],
            from_layer=case.layer,
            to_kind=PartyKind.TEAM,
            to_team=case.team,
            to_layer=Layer.PROFESSIONAL,
            need=indicatie.what,
            reason=indicatie.why_now,
            urgent=True,
            state=HandoverState.AANVAARD,
            state_since=here.on,
            offered_by=here.by,
            offered_on=here.on,
            accepted_by=case.team.name,
            accepted_how="door de voorlopige indicatie",
            accepted_on=here.on,
        )
        move_holder(here, kind=PartyKind.TEAM, team=case.team)
    letter(here, DocumentKind.INDICATIE_AFGEGEVEN, indicatie)


@of(VoorlopigeIndicatie, "extend")
def _extended(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(here, DocumentKind.INDICATIE_VERLENGD, indicatie)


@of(VoorlopigeIndicatie, "withdraw")
def _withdrawn(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(here, DocumentKind.INDICATIE_INGETROKKEN, indicatie)


@of(VoorlopigeIndicatie, "lapse")
def _lapsed(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(here, DocumentKind.INDICATIE_GEEINDIGD, indicatie)


def _convert_running(here: Visit, application: Application) -> None:
    """A running indicatie is turned into the decision on the day that starts; later days come by date."""
    if application.starts_on and application.starts_on <= here.on:
        here.cascade(here.case.indicaties.filter(state=IndicatieState.AFGEGEVEN), "convert")


@of(Application, "suspend")
def _suspended(here: Visit, application: Application, before: str, details: dict[str, Any]) -> None:
    """Waiting for the citizen's own data starts the day after they were asked (Awb 4:15 lid 1)."""
    since = here.on + dt.timedelta(days=1) if details["ground"] == "gegevens" else here.on
    ApplicationSuspension.objects.create(
        application=application, ground=details["ground"], since=since, asked_until=details["asked_until"]
    )


@of(Application, "resume", "grant", "reject", "withdraw")
def _resumed(here: Visit, application: Application, before: str, details: dict[str, Any]) -> None:
    for row in application.suspensions.filter(until__isnull=True):
        # a set term that went by unused ended the suspension, whenever somebody gets round to it
        row.until = max(min(here.on, row.lapses_on or here.on), row.since)
        row.save(update_fields=["until"])
    if application.state == ApplicationState.TOEGEKEND:
        _convert_running(here, application)


# --- goals -----------------------------------------------------------------------------------------------------


@of(Goal, "adjust")
def _adjusted(here: Visit, goal: Goal, before: str, details: dict[str, Any]) -> None:
    """The successor, with the new wording and the same carrier; it runs at once where the plan runs."""
    follower = Goal.objects.create(
        case=here.case,
        wording=details["wording"],
        layer=goal.layer,
        ground=goal.ground,
        budget=goal.budget,
        rhythm_days=goal.rhythm_days,
        carrier_kind=goal.carrier_kind,
        carrier_contact=goal.carrier_contact,
        carrier_organisation=goal.carrier_organisation,
        carrier_user=goal.carrier_user,
        consent=goal.consent,
        state_since=here.on,
    )
    goal.successor = follower
    goal.save(update_fields=["successor"])
    if here.case.phase in (Phase.UITVOERING, Phase.EVALUATIE):
        here.cascade([follower], "begin")


# --- money -----------------------------------------------------------------------------------------------------


@of(VangnetRequest, "approve")
def _approved(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    ledger.reserve(request, amount=request.amount, by=here.by, at=here.at)
    if request.own_request:
        letter(here, DocumentKind.VANGNET_GOEDGEKEURD, request)


@of(VangnetRequest, "reject")
def _rejected(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    if request.own_request:
        letter(here, DocumentKind.VANGNET_AFGEWEZEN, request)
    tell_the_asker(here, request)


@of(VangnetRequest, "withdraw")
def _request_withdrawn(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    if before == VangnetState.GOEDGEKEURD and request.approved_amount:
        ledger.release(request, amount=request.approved_amount, by=here.by, at=here.at)
    tell_the_asker(here, request)


@of(VangnetRequest, "pay")
def _paid(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    approved, paid = request.approved_amount or Decimal(0), request.paid_amount or Decimal(0)
    ledger.pay(request, amount=paid, by=here.by, at=here.at)
    if approved > paid:
        ledger.release(request, amount=approved - paid, by=here.by, at=here.at)


@of(VangnetRequest, "recover", "settle")
def _recovered(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    amount = details.get("returned_amount") or Decimal(0)
    if amount > 0:
        ledger.take_back(request, amount=amount, by=here.by, at=here.at)


# --- paper -----------------------------------------------------------------------------------------------------


@of(Document, "send")
def _sent(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    """The day it was sent or given starts the term for objections (Awb 6:7 and 6:8)."""
    if document.has_objection_clause and document.sent_on:
        term = clock().term("bezwaar", document.sent_on, label="verstuurd")
        document.object_until, document.object_why = term.on, term.why[:300]
        document.save(update_fields=["object_until", "object_why"])


@of(Document, "retry")
def _asked_again(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    outbox.wake(outbox.RENDER, document.pk)


@of(Document, "remake")
def _made_again(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    """The same letter, addressed anew. What was decided, by whom and under which mandate, stays as it was told."""
    kind = DocumentKind(document.kind)
    outbox.ask(
        kind,
        case=here.case,
        snapshot=snapshots.again(document.snapshot, kind, here.case, on=here.on),
        by=here.by,
        at=here.at,
        about=document.about,
    )


@of(Document, "ready")
def _made(here: Visit, document: Document, before: str, details: dict[str, Any]) -> None:
    """A letter that came too late for someone who died isn't sent."""
    case = here.case
    if case is not None and document.is_letter and case.ended_reason == EndReason.OVERLEDEN:
        here.cascade([document], "drop", why="De inwoner is overleden.")
