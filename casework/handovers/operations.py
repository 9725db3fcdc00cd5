"""Offering the question (or one goal) to another party, and the consent that lets it be seen."""

import datetime as dt
import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import Truncator

from casework.cases.conditions import is_regisseur_or_reporter
from casework.cases.holder import layer_of
from casework.cases.models import Case
from casework.cases.states import PartyKind, Phase
from casework.engine.errors import NotAllowed, NotNow, Reason
from casework.engine.telling import Reader
from casework.engine.writes import Write, write_on
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.conditions import sinks_to_a_professional
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.network.models import Contact
from casework.sharing.operations import agree, standing, tell_of
from casework.sharing.receivers import Receiver
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def offer_handover(
    case: Case,
    *,
    by: User | Sight,
    to_kind: str,
    need: str,
    goal: Goal | None = None,
    goals: Any = (),
    anonymous: bool = False,
    consent: dict[str, Any] | None = None,
    excused: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **columns: Any,
) -> Handover:
    """Offer the question to another party ('Bied aan'); until it is accepted the sender holds it.

    `columns` are further ones of the hand-over: to_contact, to_organisation or to_team, reason, urgent.
    `consent` (as in `sharing.operations.Said`) is needed to name the citizen outside the team, unless what was agreed
    with them before holds; without it only `anonymous` ('Vraag zonder naam') is possible. `excused`: a word that could be a name is none. Raises NotAllowed, NotNow (all reasons), Repeated.
    """
    with write_on(case, by=by, action=Action.OFFER_HANDOVER, token=token, at=at) as write:
        if write.sight is not None and not is_regisseur_or_reporter.test(write.attempt()):
            raise NotAllowed
        handover = _drawn_up(write, to_kind=to_kind, need=need, goal=goal, anonymous=anonymous, **columns)
        named = outside_the_team(handover) and not anonymous and write.anchor.person is not None
        to = _receiver(handover) if named else None
        _refuse_if_impossible(handover, agreed=to is None or bool(consent or standing(write.anchor, to, write.on)))
        _refuse_if_it_tells_too_much(handover, goals, write.sight, excused=excused)
        if to is not None:
            handover.consent = agree(write.anchor, to, consent, by=write.by, on=write.on)
        handover.shared_until = _shared_until(handover)
        _save(handover)
        handover.goals.set(goals)
        _stop_seeking(write, goal)
        write.tell(
            "handover.offered",
            "Vraag aangeboden",
            text=handover.receiver_name,
            obj=handover,
            action=Action.OFFER_HANDOVER,
            citizen="Wij hebben uw vraag aan een ander aangeboden.",
        )
        if handover.consent is not None:
            tell_of(write, handover.consent)
    return handover


def _drawn_up(write: Write, *, to_kind: str, **columns: Any) -> Handover:
    """From where the question lies now, with the goal and the neighbour as they are now."""
    if columns.get("goal") is not None:
        columns["goal"] = Goal.objects.get(pk=columns["goal"].pk)
    if columns.get("to_contact") is not None:
        columns["to_contact"] = Contact.objects.get(pk=columns["to_contact"].pk)
    return Handover(
        case=write.anchor,
        from_name=write.anchor.holder_name[:160],
        from_layer=write.anchor.layer,
        to_kind=to_kind,
        to_layer=layer_of(to_kind, columns.get("to_organisation")),
        offered_by=write.by,
        offered_on=write.on,
        state_since=write.on,
        **columns,
    )


def _stop_seeking(write: Write, goal: Goal | None) -> None:
    """Whoever offers it has found somebody to ask: for the question, or for this goal alone."""
    if write.anchor.seeking_since and goal is None:
        write.anchor.seeking_since = None
    if goal is not None:
        Goal.objects.filter(pk=goal.pk, seeking_since__isnull=False).update(seeking_since=None)


def outside_the_team(handover: Handover) -> bool:
    """Anyone but the citizen's own team, and the citizen."""
    return handover.to_kind in (PartyKind.NAASTE, PartyKind.ORGANISATIE) or (
        handover.to_kind == PartyKind.TEAM and handover.to_team_id != handover.case.team_id
    )


def _receiver(handover: Handover) -> Receiver:
    return Receiver.of(handover.to_contact or handover.to_organisation or handover.to_team)


def _refuse_if_impossible(handover: Handover, *, agreed: bool) -> None:
    case, reasons = handover.case, []
    if case.phase == Phase.AFGESLOTEN:
        reasons.append(Reason("De zaak is afgesloten."))
    if case.person is None and handover.to_kind == PartyKind.INWONER:
        reasons.append(Reason("Deze zaak gaat over een voorziening: er is geen inwoner om de vraag bij te leggen."))
    to = handover.to_contact
    if to is not None and (to.case_id != case.pk or not to.can_carry):
        reasons.append(Reason("Deze persoon hoort niet bij het netwerk van deze zaak.", "wijkweb"))
    if handover.goal is None and _holds_already(handover):
        reasons.append(Reason("De vraag ligt daar al."))
    if handover.goal is not None and (handover.goal.case_id != case.pk or handover.goal.state not in GoalState.ACTIVE):
        reasons.append(Reason("Dit doel hoort niet bij deze zaak of loopt niet meer.", "plan"))
    if sinks_to_a_professional(case, handover.to_layer) and not handover.urgent and not handover.reason.strip():
        reasons.append(Reason("Naar een professional vraagt spoed, of een reden."))
    if not agreed:
        reasons.append(Reason("De inwoner moet toestemming geven. Of stel de vraag zonder naam."))
    if handover.anonymous and handover.to_kind != PartyKind.ORGANISATIE:
        reasons.append(Reason("Een vraag zonder naam stelt u aan een organisatie."))
    if handover.anonymous and handover.goal is not None:
        reasons.append(Reason("Een doel draagt u over met naam, of niet."))
    if case.handovers.filter(state=HandoverState.AANGEBODEN).exists():
        reasons.append(Reason("Er staat al een overdracht open. Wacht daarop, of trek die in.", "overdrachten"))
    if reasons:
        raise NotNow(reasons)


def _refuse_if_it_tells_too_much(handover: Handover, goals: Any, sight: Sight | None, *, excused: bool) -> None:
    """To anyone outside the team no more than was agreed on; that of a goal too, which they may read with it."""
    if not outside_the_team(handover):
        return
    case, reader = handover.case, Reader.NAMELESS if handover.anonymous else Reader.OUTSIDE
    told = [one for words in (handover.need, handover.reason) for one in case.told_by(words, reader, sight)]
    reasons = [Reason(one.sentence) for one in told if not (excused and one.excuse)]
    for goal in (*goals, *([handover.goal] if handover.goal else [])):
        named = f"Het doel ‘{Truncator(goal.wording).chars(60)}’"
        reasons += [
            Reason(f"{named}: {one.sentence}", "plan") for one in case.told_by(goal.wording, Reader.OUTSIDE, sight)
        ]
    if reasons:
        raise NotNow(reasons)


def _holds_already(handover: Handover) -> bool:
    case = handover.case
    return (case.holder_kind, case.holder_contact_id, case.holder_organisation_id, case.holder_team_id) == (
        handover.to_kind,
        handover.to_contact_id,
        handover.to_organisation_id,
        handover.to_team_id,
    )


def _shared_until(handover: Handover) -> dt.date | None:
    """Until when the receiver sees this page. A question without a name shows need and kern only, so it may."""
    if handover.to_kind not in (PartyKind.ORGANISATIE, PartyKind.TEAM):
        return None
    return (handover.consent.until if handover.consent else None) or dt.date.max


def _save(handover: Handover) -> None:
    try:
        with transaction.atomic():
            handover.save()
    except IntegrityError as error:
        raise NotNow([Reason("Er staat al een overdracht open. Wacht daarop, of trek die in.")]) from error
