"""What must hold before a step of a hand-over, and who is its receiver."""

from typing import Any

from casework.cases.conditions import instead_of_undoing, is_regisseur_or_reporter
from casework.cases.states import Layer, PartyKind
from casework.engine.conditions import acts_as
from casework.engine.machine import Attempt, condition
from casework.engine.undo import act_of, changed_by
from casework.handovers.states import HandoverState
from roles.actions import Action
from roles.matrix import Relation
from roles.policy import Sight, basis


@condition("Dit is aan de ontvanger van de overdracht.")
def is_receiver(attempt: Attempt) -> bool:
    """A citizen answers what was offered to themselves; a team or organisation what was offered to it."""
    if attempt.sight is None:
        return False
    ground = basis(attempt.sight, Action.ANSWER_HANDOVER, attempt.obj)
    if ground is None:
        return False
    return (ground.relation is Relation.GRANT) == bool(attempt.obj.to_kind == PartyKind.INWONER)


def is_of_the_receiver(sight: Sight, handover: Any) -> bool:
    """Somebody of the organisation or team that it was offered to."""
    return any(
        (one.organisation_id is not None and one.organisation_id == handover.to_organisation_id)
        or (one.team_id is not None and one.team_id == handover.to_team_id)
        for one in sight.holdings
    )


@condition("De ontvanger heeft een eigen account en antwoordt zelf.")
def receiver_has_no_account(attempt: Attempt) -> bool:
    """A neighbour or the citizen tells it at the kitchen table; an organisation without people here by phone."""
    handover = attempt.obj
    if handover.to_kind in (PartyKind.INWONER, PartyKind.NAASTE):
        return True
    return bool(handover.to_kind == PartyKind.ORGANISATIE) and not any(
        post.organisation_id == handover.to_organisation_id and post.acting_ids and post.role == "middenveld"
        for post in attempt.staff
    )


@condition("Dit is aan wie de overdracht aanbood of aan de casusregisseur.")
def is_offerer(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.obj.offered_by_id) or is_regisseur_or_reporter.test(attempt)


def open_offer(attempt: Attempt) -> Any:
    """What is offered and waits for an answer; None where nothing does."""
    rows = attempt.related("handovers")
    return next((one for one in rows if one.state == HandoverState.AANGEBODEN), None)


@condition("Er staat al een overdracht open. Wacht daarop, of trek die in.")
def nothing_is_offered(attempt: Attempt) -> bool:
    return open_offer(attempt) is None


def sinks_to_a_professional(case: Any, layer: str) -> bool:
    """From who lives or helps nearby to a professional: that asks for urgency, or a reason."""
    return bool(layer == Layer.PROFESSIONAL != case.layer)


@condition("De naam is nog niet genoemd. Vraag eerst toestemming van de inwoner.")
def has_a_name(attempt: Attempt) -> bool:
    return not attempt.obj.anonymous


@condition("De naam is al genoemd.", moot=True)
def has_no_name(attempt: Attempt) -> bool:
    return bool(attempt.obj.anonymous)


@condition("U hebt al laten weten dat u kunt helpen. De regisseur vraagt nu toestemming.", moot=True)
def not_yet_willing(attempt: Attempt) -> bool:
    return attempt.obj.willing_on is None


@condition("De toestemming van de inwoner geldt niet meer.", where="plan#overdrachten")
def consent_stands(attempt: Attempt) -> bool:
    consent = attempt.obj.consent
    return consent is None or consent.valid(attempt.on)


@condition("Aan deze organisatie kan niets meer worden aangeboden. Bied de vraag aan een ander aan.")
def receiver_is_there(attempt: Attempt) -> bool:
    organisation = attempt.obj.to_organisation
    return organisation is None or bool(organisation.active)


def _no_way_back(attempt: Attempt) -> str:
    gone = _cannot_be_shared_again(attempt)
    assert gone is not None
    what = "Het aanbod" if gone.accepted_on is None else "De overdracht"
    return f"{what} aan {gone.receiver_name} kan niet terug. {instead_of_undoing(attempt.anchor)}"


@condition(_no_way_back)
def offers_can_return(attempt: Attempt) -> bool:
    """Where the end of a case took back an offer: who it was made to is there still, and the citizen agrees still. So
    they do where it ended what the holder outside the team saw."""
    return _cannot_be_shared_again(attempt) is None


def _cannot_be_shared_again(attempt: Attempt) -> Any:
    model = attempt.anchor.handovers.model
    changed = changed_by(act_of(attempt.anchor, attempt.on), model)
    offered = {one.pk for one in changed if one.state_was == HandoverState.AANGEBODEN}
    if not changed:
        return None
    rows = model.objects.filter(pk__in=[one.pk for one in changed]).select_related(*model.alongside)
    for one in rows:
        one.case = attempt.anchor
        if one.consent is not None and not one.consent.valid(attempt.on):
            return one
        if one.pk in offered and one.to_organisation is not None and not one.to_organisation.active:
            return one
    return None


@condition("Leg vast wie overnam en hoe.", asks=True)
def says_who_accepted(attempt: Attempt) -> bool:
    """Where the receiver has an account and answers, that is who; else the regisseur writes it down."""
    if attempt.sight is None or is_receiver.test(attempt):
        return True
    return bool(attempt.details.get("accepted_by") and attempt.details.get("accepted_how"))
