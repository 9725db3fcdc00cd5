"""What must hold before a step: named predicates, each with its reason in Dutch. Pure: they read, never write.

Predicates about the person ('the regisseur', 'did not request') stand beside the action in a permit;
those about the case stand in `needs` and are told together. `asks` marks what depends on the form.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.utils import timezone
from stdnum import iban

from casework import spans
from casework.machine import Attempt, Condition, condition
from casework.mandates import covers, euros, held_by, holders
from casework.spans import Span
from casework.states import (
    ApplicationState,
    CaseKind,
    DocumentState,
    EndReason,
    GoalState,
    IndicatieState,
    Outcome,
    PartyKind,
    Phase,
)
from roles.actions import Action
from roles.matrix import Relation
from roles.models import MandateKind
from roles.policy import basis
from roles.policy import may as allowed


def _mandates(attempt: Attempt) -> tuple[Any, ...]:
    assert attempt.office is not None
    return attempt.office.mandates


def _mine(attempt: Attempt, kind: MandateKind) -> list[Any]:
    if attempt.sight is None:
        return []
    return held_by(attempt.sight, kind, attempt.case, _mandates(attempt))


# --- about the person ------------------------------------------------------------------------------------------


def _acts_as(attempt: Attempt, user_id: int | None) -> bool:
    """The person themselves, or whoever covers for them in the case's team or in their own organisation."""
    if attempt.sight is None or user_id is None:
        return False
    if attempt.sight.user_id == user_id:
        return True
    return any(
        holding.cover
        and holding.user_id == user_id
        and (holding.team_id is None or holding.everywhere or holding.team_id == attempt.case.team_id)
        for holding in attempt.sight.holdings
    )


def regisseur_is_there(attempt: Attempt) -> bool:
    """The regisseur, or their cover, is at a post in the team today."""
    case = attempt.case
    assert attempt.office is not None
    return any(
        post.user_id == case.regisseur_id
        and post.serves(case.team_id, case.kern_id)
        and set(post.acting_ids) - attempt.office.recused
        for post in attempt.staff
    )


@condition("Dit is aan de casusregisseur.")
def is_regisseur(attempt: Attempt) -> bool:
    """The regisseur or their cover; where nobody is there, the leader who may assign steps in."""
    if _acts_as(attempt, attempt.case.regisseur_id):
        return True
    return (
        attempt.sight is not None
        and allowed(attempt.sight, Action.ASSIGN_CASE, attempt.case)
        and not regisseur_is_there(attempt)
    )


@condition("Dit is aan de casusregisseur, of aan wie de melding deed zolang niemand haar heeft opgepakt.")
def is_regisseur_or_reporter(attempt: Attempt) -> bool:
    case = attempt.case
    waits = case.phase == Phase.AANMELDING and case.regisseur_id is None
    if waits and _acts_as(attempt, case.reported_by_id):
        return True
    return is_regisseur.test(attempt)


@condition("Dit is aan de casusregisseur, of aan wie de melding deed.")
def is_regisseur_or_reported_it(attempt: Attempt) -> bool:
    """Whoever reported it may ask for money later too: they are often the one who pays in advance."""
    return _acts_as(attempt, attempt.case.reported_by_id) or is_regisseur.test(attempt)


@condition("Dit is aan de ontvanger van de overdracht.")
def is_receiver(attempt: Attempt) -> bool:
    """A citizen answers what was offered to themselves; a team or organisation what was offered to it."""
    if attempt.sight is None:
        return False
    ground = basis(attempt.sight, Action.ANSWER_HANDOVER, attempt.obj)
    if ground is None:
        return False
    return (ground.relation is Relation.GRANT) == bool(attempt.obj.to_kind == PartyKind.INWONER)


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
    return _acts_as(attempt, attempt.obj.offered_by_id) or is_regisseur_or_reporter.test(attempt)


@condition("U hebt geen mandaat voor een voorlopige indicatie.")
def holds_indicatie_mandate(attempt: Attempt) -> bool:
    return bool(_mine(attempt, MandateKind.INDICATIE))


@condition("U hebt geen mandaat om op een aanvraag te besluiten.")
def holds_besluit_mandate(attempt: Attempt) -> bool:
    return bool(_mine(attempt, MandateKind.BESLUIT))


@condition("Uw mandaat dekt dit bedrag niet.")
def mandate_covers_amount(attempt: Attempt) -> bool:
    return any(covers(one, amount=attempt.obj.amount) for one in _mine(attempt, MandateKind.VANGNET))


@condition("U schreef zelf aan deze aanvraag. Een ander beslist.")
def did_not_request(attempt: Attempt) -> bool:
    """Four eyes: whoever wrote a word or an amount of it doesn't decide on it, whoever pressed the button."""
    return attempt.user_id not in {attempt.obj.requested_by_id, *attempt.obj.authors}


@condition("U gaf deze indicatie zelf af. Een ander toetst.")
def did_not_issue(attempt: Attempt) -> bool:
    return bool(attempt.user_id != attempt.obj.issued_by_id)


@condition("Dit is aan wie het concept maakte.")
def is_maker(attempt: Attempt) -> bool:
    return _acts_as(attempt, attempt.obj.made_by_id)


@condition("Dit is aan wie de indicatie afgaf.")
def is_issuer(attempt: Attempt) -> bool:
    return _acts_as(attempt, attempt.obj.issued_by_id)


@condition("Dit is aan wie de indicatie kreeg voorgelegd.")
def is_submitted_to(attempt: Attempt) -> bool:
    return bool(attempt.user_id == attempt.obj.submitted_to_id)


@condition("Dit is aan wie het vangnet aanvroeg.")
def is_requester(attempt: Attempt) -> bool:
    return _acts_as(attempt, attempt.obj.requested_by_id)


@condition("Dit is aan wie het document vroeg.")
def asked_for_it(attempt: Attempt) -> bool:
    return _acts_as(attempt, attempt.obj.asked_by_id)


@condition("Dit is aan wie het document vroeg, of aan het team.")
def works_on_the_file(attempt: Attempt) -> bool:
    """Whoever reported without seeing the file sends what they asked for themselves, and no letter of the team."""
    if asked_for_it.test(attempt):
        return True
    return attempt.sight is not None and allowed(attempt.sight, Action.VIEW_FILE, attempt.case)


# --- what was filled in ----------------------------------------------------------------------------------------


@condition("Zeg waarom.", asks=True)
def says_why(attempt: Attempt) -> bool:
    return attempt.sight is None or bool(str(attempt.details.get("why", "")).strip())


def can_be_true(field: str, span: Callable[[Attempt], Span], *, required: bool = True) -> Condition:
    """The day filled in lies where it can be true; the reason names the day that is needed."""

    def trouble(attempt: Attempt) -> str:
        day = attempt.details.get(field)
        if day is None:
            return "Vul een datum in." if required else ""
        return span(attempt).trouble(day)

    return Condition(f"{field}_can_be_true", lambda attempt: not trouble(attempt), trouble, asks=True)


def has_happened(field: str) -> Condition:
    """Between the day the case came in and today."""
    return can_be_true(field, lambda attempt: spans.happened(attempt.case, attempt.on))


def is_agreed(field: str) -> Condition:
    """From today, and not further than people agree on."""
    return can_be_true(field, lambda attempt: spans.agreed(attempt.on))


died_in_their_life = can_be_true("deceased_on", lambda attempt: spans.died(attempt.case, attempt.on), required=False)


# --- the case --------------------------------------------------------------------------------------------------


@condition("De zaak is afgesloten.")
def case_is_open(attempt: Attempt) -> bool:
    return bool(attempt.case.phase != Phase.AFGESLOTEN)


@condition("Dit is geen melding. Zet de zaak eerst om.")
def is_melding(attempt: Attempt) -> bool:
    return bool(attempt.case.kind == CaseKind.MELDING)


@condition("Een vraag kan een melding worden, een signaal een vraag of een melding. Andersom kan niet.", asks=True)
def converts_upward(attempt: Attempt) -> bool:
    upward = {CaseKind.VRAAG: {CaseKind.MELDING}, CaseKind.SIGNAAL: {CaseKind.VRAAG, CaseKind.MELDING}}
    return attempt.details.get("kind") in upward.get(CaseKind(attempt.case.kind), set())


@condition("Dit is al een melding.", moot=True)
def is_no_melding_yet(attempt: Attempt) -> bool:
    return bool(attempt.case.kind != CaseKind.MELDING)


@condition("Deze zaak gaat over een voorziening. Een melding gaat over een inwoner.", moot=True)
def is_about_a_person(attempt: Attempt) -> bool:
    return attempt.case.person_id is not None


def tells_no(words: str) -> bool:
    """'nee, nog niet': how a colleague writes down that the citizen doesn't know."""
    return bool(re.match(r"\s*((nee|neen|nog niet|weet (het )?(nog )?niet)\b|niet\W*$)", words, re.IGNORECASE))


@condition("De inwoner moet het eerst weten. Vertel het, en zeg hoe de inwoner ervan weet.", asks=True)
def citizen_knows_of_it(attempt: Attempt) -> bool:
    """A melding starts a clock and a letter."""
    told = str(attempt.details.get("citizen_knows", "")).strip()
    return bool(told) and not tells_no(told)


@condition("Met advies kent u geen maatwerk toe. Kies een andere uitkomst.", asks=True)
def advice_grants_nothing(attempt: Attempt) -> bool:
    return bool(attempt.details.get("outcome") != Outcome.MAATWERK)


@condition("Er is geen toegekende aanvraag. Kies een andere uitkomst.", where="besluiten", asks=True)
def maatwerk_was_granted(attempt: Attempt) -> bool:
    return attempt.details.get("outcome") != Outcome.MAATWERK or any(
        one.state == ApplicationState.TOEGEKEND for one in attempt.children("applications")
    )


@condition("Een melding pakt u op. Afhandelen kan alleen als de inwoner de melding intrekt.", asks=True)
def no_melding_unless_withdrawn(attempt: Attempt) -> bool:
    return attempt.case.kind != CaseKind.MELDING or bool(str(attempt.details.get("withdrawn_how", "")).strip())


@condition("Er is al kennisgemaakt.", moot=True)
def not_met_yet(attempt: Attempt) -> bool:
    return attempt.case.met_on is None


def later_research(attempt: Attempt) -> Span:
    """After the term of the law, and to come: an agreement that is over changes nothing."""
    ahead = spans.agreed(attempt.on)
    if attempt.case.clock_from is None or attempt.office is None:
        return ahead
    term = attempt.office.clock.research(attempt.case.clock_from).on
    return Span(max(term, attempt.on) + spans.DAY, ahead.last)


@condition("De afgesproken datum moet na de wettelijke termijn liggen, en hoogstens een jaar vooruit.", asks=True)
def later_than_the_term(attempt: Attempt) -> bool:
    until = attempt.details.get("research_until")
    return until is not None and attempt.case.clock_from is not None and not later_research(attempt).trouble(until)


@condition("Het verslag is al verstuurd.", moot=True)
def report_not_sent(attempt: Attempt) -> bool:
    return attempt.case.report_sent_on is None


@condition("Er staat nog niet wat het onderzoek heeft gevonden.", asks=True)
def found_something(attempt: Attempt) -> bool:
    return bool(str(attempt.details.get("found", "")).strip())


@condition(
    "Er is nog niet naar het netwerk gekeken. Voeg een contact toe, of leg vast dat er niemand is.",
    where="wijkweb",
    asks=True,
)
def network_looked_at(attempt: Attempt) -> bool:
    if attempt.details.get("no_network"):
        return True
    return any(contact.removed_at is None for contact in attempt.children("contacts"))


@condition("Er staat nog niet wie de regie heeft.", asks=True)
def regie_named(attempt: Attempt) -> bool:
    return bool(attempt.details.get("regie") and str(attempt.details.get("regie_name", "")).strip())


def _goals(attempt: Attempt) -> list[Any]:
    return attempt.children("goals", "ground", "consent")


def _active_goals(attempt: Attempt) -> list[Any]:
    return [goal for goal in _goals(attempt) if goal.state in GoalState.ACTIVE]


@condition("Er is nog geen doel.", where="plan")
def has_goal(attempt: Attempt) -> bool:
    return bool(_active_goals(attempt))


@condition("Niet elk doel heeft iemand die het draagt.", where="plan")
def goals_have_a_carrier(attempt: Attempt) -> bool:
    return all(goal.carrier_kind for goal in _active_goals(attempt))


@condition("Niet elk doel heeft een budget. Nul mag ook.", where="plan")
def goals_have_a_budget(attempt: Attempt) -> bool:
    return all(goal.budget is not None for goal in _active_goals(attempt))


@condition(
    "Een doel met maatwerk vraagt een toegekende aanvraag of een lopende voorlopige indicatie.", where="besluiten"
)
def maatwerk_rests_on_a_decision(attempt: Attempt) -> bool:
    if not any(goal.ground.maatwerk for goal in _active_goals(attempt)):
        return True
    return any(one.state == ApplicationState.TOEGEKEND for one in attempt.children("applications")) or any(
        one.state == IndicatieState.AFGEGEVEN for one in attempt.children("indicaties")
    )


@condition("Voor een doel bij een organisatie is nog geen toestemming van de inwoner vastgelegd.", where="plan")
def carriers_have_consent(attempt: Attempt) -> bool:
    """Sharing outside the team rests on consent; a provision has nobody's privacy to keep."""
    return attempt.case.person_id is None or all(
        goal.consent is not None and goal.consent.valid(attempt.on)
        for goal in _active_goals(attempt)
        if goal.carrier_organisation_id
    )


def unreported_goals(goals: Iterable[Any], since: dt.date | None) -> list[Any]:
    """Running goals of which nothing was told since the last agreement."""
    running = [goal for goal in goals if goal.state == GoalState.LOOPT]
    prefetch_related_objects(running, "reports")
    return [goal for goal in running if not any(since is None or report.on >= since for report in goal.reports.all())]


@condition("Van niet elk doel is bekend hoe het gaat. Vertel het hier zelf.", asks=True)
def goals_reported_or_told(attempt: Attempt) -> bool:
    told = attempt.details.get("told") or {}
    return all(told.get(goal.public_id) for goal in unreported_goals(_goals(attempt), attempt.case.goals_agreed_on))


@condition("Het onderzoeksverslag is nog niet verstuurd, met 'u kunt een aanvraag doen'.", where="besluiten")
def report_sent_if_researching(attempt: Attempt) -> bool:
    """From onderzoek: only after the report (Wmo 2015, 2.3.2 lid 8)."""
    return attempt.case.phase != Phase.ONDERZOEK or attempt.case.report_sent_on is not None


def _open(attempt: Attempt) -> frozenset[str]:
    assert attempt.office is not None
    return attempt.office.open


@condition("Er staat een overdracht open.", where="overdrachten")
def no_open_handover(attempt: Attempt) -> bool:
    return "handovers" not in _open(attempt)


@condition("Er loopt een voorlopige indicatie, of er ligt een concept. Rond die eerst af.", where="besluiten")
def no_unsettled_indicatie(attempt: Attempt) -> bool:
    return "indicaties" not in _open(attempt)


@condition("Er staat een aanvraag open.", where="besluiten")
def no_open_application(attempt: Attempt) -> bool:
    return "applications" not in _open(attempt)


@condition("Er staat nog een vangnetaanvraag open die niet is uitbetaald.", where="vangnet")
def no_unpaid_vangnet(attempt: Attempt) -> bool:
    return "vangnet_requests" not in _open(attempt)


CLOSING_BLOCKERS: Final = (no_open_handover, no_unsettled_indicatie, no_open_application, no_unpaid_vangnet)


@condition("Zeg bij welke andere zaak deze hoort.", asks=True)
def double_names_the_other(attempt: Attempt) -> bool:
    if attempt.details.get("ended_reason") != EndReason.DUBBEL:
        return True
    other = attempt.details.get("double_of")
    return other is not None and other.pk != attempt.case.pk


@condition("Kies een andere kern.", asks=True)
def another_kern(attempt: Attempt) -> bool:
    kern = attempt.details.get("kern")
    return kern is not None and kern.pk != attempt.case.kern_id


@condition("Deze zaak lijkt niet op een andere.", moot=True)
def looks_like_another(attempt: Attempt) -> bool:
    return attempt.case.looks_like_id is not None


@condition("De andere zaak is van een ander team. De afdelingshoofd beslist of het dezelfde is.")
def sees_the_other(attempt: Attempt) -> bool:
    """Who may not see the other case doesn't learn from this one that it exists."""
    other = attempt.case.looks_like
    return attempt.sight is None or other is None or allowed(attempt.sight, Action.VIEW_FILE, other)


@condition("De inwoner is overleden, of de zaak is bij een andere gevoegd. Begin zo nodig een nieuwe zaak.")
def not_ended_for_good(attempt: Attempt) -> bool:
    return attempt.case.ended_reason not in (EndReason.OVERLEDEN, EndReason.DUBBEL)


@condition("Kies een collega van het team die er is.", asks=True)
def regisseur_is_of_the_team(attempt: Attempt) -> bool:
    chosen, case = attempt.details.get("regisseur"), attempt.case
    return chosen is not None and chosen.pk in {
        post.user_id
        for post in attempt.staff
        if post.team_id == case.team_id
        and post.acting_ids
        and post.serves(case.team_id, case.kern_id)
        and post.role != "eerste_contact"
    }


@condition("Er wordt nu geen andere partij gezocht.", moot=True)
def is_seeking(attempt: Attempt) -> bool:
    return attempt.case.seeking_since is not None


@condition("Voor dit doel wordt geen andere drager gezocht.", moot=True)
def seeks_a_carrier(attempt: Attempt) -> bool:
    return attempt.obj.seeking_since is not None


# --- the hand-over ---------------------------------------------------------------------------------------------


@condition("De naam is nog niet genoemd. Vraag eerst toestemming van de inwoner.")
def has_a_name(attempt: Attempt) -> bool:
    return not attempt.obj.anonymous


@condition("De naam is al genoemd.", moot=True)
def has_no_name(attempt: Attempt) -> bool:
    return bool(attempt.obj.anonymous)


@condition("U hebt al laten weten dat u kunt helpen. De regisseur vraagt nu toestemming.", moot=True)
def not_yet_willing(attempt: Attempt) -> bool:
    return attempt.obj.willing_on is None


@condition("De toestemming van de inwoner geldt niet meer.")
def consent_stands(attempt: Attempt) -> bool:
    consent = attempt.obj.consent
    return consent is None or consent.valid(attempt.on)


@condition("Leg vast wie overnam en hoe.", asks=True)
def says_who_accepted(attempt: Attempt) -> bool:
    """Where the receiver has an account and answers, that is who; else the regisseur writes it down."""
    if attempt.sight is None or is_receiver.test(attempt):
        return True
    return bool(attempt.details.get("accepted_by") and attempt.details.get("accepted_how"))


@condition("Leg de toestemming van de inwoner vast.", asks=True)
def says_consent(attempt: Attempt) -> bool:
    consent = attempt.details.get("consent")
    return consent is not None and consent.valid(attempt.on)


# --- voorlopige indicatie --------------------------------------------------------------------------------------


@condition("Een voorlopige indicatie kan alleen voor een inwoner, op een melding.")
def on_a_melding_of_a_person(attempt: Attempt) -> bool:
    return attempt.case.person_id is not None and attempt.case.kind == CaseKind.MELDING


@condition("U werkt zelf bij deze aanbieder. Laat dit aan een collega over (Awb 2:4).")
def not_own_employer(attempt: Attempt) -> bool:
    if attempt.sight is None:
        return True
    return attempt.obj.provider_id not in {holding.organisation_id for holding in attempt.sight.holdings}


def _indicatie_bounds(attempt: Attempt) -> str:
    mine = _mine(attempt, MandateKind.INDICATIE)
    if not mine:
        return "U hebt geen mandaat voor een voorlopige indicatie."
    largest = mine[-1]
    return (
        f"Dit valt buiten uw mandaat: hoogstens {euros(largest.max_amount)} per week en {largest.max_weeks} weken. "
        "Pas de indicatie aan of leg haar voor."
    )


@condition(_indicatie_bounds)
def within_indicatie_mandate(attempt: Attempt) -> bool:
    indicatie = attempt.obj
    return any(
        covers(one, amount=indicatie.amount_per_week, weeks=indicatie.weeks)
        for one in _mine(attempt, MandateKind.INDICATIE)
    )


@condition("Er loopt al een voorlopige indicatie. Verleng die, of trek die eerst in.")
def no_running_indicatie(attempt: Attempt) -> bool:
    return not any(
        one.state == IndicatieState.AFGEGEVEN and one.pk != attempt.obj.pk for one in attempt.children("indicaties")
    )


@condition("Kies een collega die dit mandaat heeft en er vandaag is.", asks=True)
def submitted_to_a_mandate_holder(attempt: Attempt) -> bool:
    chosen = attempt.details.get("submitted_to")
    return chosen is not None and chosen.pk in indicatie_deciders(attempt)


def _highest_help(attempt: Attempt) -> str:
    """How far anyone reaches who may be asked, as the vangnet tells it."""
    most = max((one for held in _other_deciders(attempt).values() for one in held), key=_reaches, default=None)
    if most is None:
        return (
            "Er is vandaag niemand anders met een mandaat voor een voorlopige indicatie. Vraag uw teamleider om hulp."
        )
    return (
        f"Niemand anders mag deze indicatie afgeven. Het hoogste mandaat is {euros(most.max_amount)} per week en "
        f"{most.max_weeks} weken. Pas de indicatie aan, of vraag uw teamleider om hulp."
    )


def _reaches(mandate: Any) -> tuple[Decimal, int]:
    return mandate.max_amount or Decimal(0), mandate.max_weeks or 0


@condition(_highest_help)
def somebody_may_issue(attempt: Attempt) -> bool:
    return bool(indicatie_deciders(attempt))


@condition("De periode van deze indicatie is voorbij. Kies een einddatum vanaf vandaag.")
def period_is_not_over(attempt: Attempt) -> bool:
    return not spans.help_ends(attempt.on).trouble(attempt.obj.ends_on)


def indicatie_deciders(attempt: Attempt) -> dict[int, list[Any]]:
    """Colleagues to whom this indicatie can be put: another, present, whose mandate reaches, not the provider's."""
    indicatie = attempt.obj
    return {
        user_id: held
        for user_id, held in _other_deciders(attempt).items()
        if any(covers(one, amount=indicatie.amount_per_week, weeks=indicatie.weeks) for one in held)
    }


def _other_deciders(attempt: Attempt) -> dict[int, list[Any]]:
    """Whoever else is there with such a mandate, however far it reaches."""
    own = {post.user_id for post in attempt.staff if post.organisation_id == attempt.obj.provider_id}
    found = holders(MandateKind.INDICATIE, attempt.case, attempt.staff, _mandates(attempt))
    return {user_id: held for user_id, held in found.items() if user_id != attempt.user_id and user_id not in own}


@condition("De hulp is al begonnen.", moot=True)
def help_not_started(attempt: Attempt) -> bool:
    return attempt.obj.help_started_on is None


@condition("De indicatie is al getoetst.", moot=True)
def not_reviewed(attempt: Attempt) -> bool:
    return attempt.obj.reviewed_on is None


@condition("Zeg waarom u niet akkoord bent.", asks=True)
def disagreement_says_why(attempt: Attempt) -> bool:
    return bool(attempt.details.get("ok")) or bool(str(attempt.details.get("review_why", "")).strip())


@condition("Een collega was niet ‘niet akkoord’, of er is al op geantwoord.", moot=True)
def review_waits_for_an_answer(attempt: Attempt) -> bool:
    return attempt.obj.review_ok is False and attempt.obj.review_answered_on is None


def _decision_on_this_help(attempt: Attempt) -> Any:
    """The decision that takes its place, if there is one: what was granted, else the last answer. Not of before it."""
    indicatie, applications = attempt.obj, attempt.children("applications")  # the last received first
    for one in applications:
        if one.state == ApplicationState.TOEGEKEND and one.ends_on >= indicatie.starts_on:
            return one
    last = next((one for one in applications if one.state != ApplicationState.INGETROKKEN), None)
    refused = last is not None and last.state == ApplicationState.AFGEWEZEN
    return last if last is not None and refused and last.decided_on >= indicatie.issued_on else None


def _why_no_extension(attempt: Attempt) -> str:
    decision = _decision_on_this_help(attempt)
    if decision is not None and decision.state == ApplicationState.AFGEWEZEN:
        return (
            "De aanvraag is afgewezen: er komt geen besluit meer om op te wachten. Trek de hulp in met een laatste dag."
        )
    return "Er is al een besluit op de aanvraag, en dat is al begonnen."


@condition(_why_no_extension)
def no_decision_yet(attempt: Attempt) -> bool:
    """Or one that still has to begin: until then the help goes on."""
    decision = _decision_on_this_help(attempt)
    return decision is None or (decision.state == ApplicationState.TOEGEKEND and decision.starts_on > attempt.on)


@condition("Verleng hoogstens tot en met de dag voordat het besluit begint.", asks=True)
def up_to_the_decision(attempt: Attempt) -> bool:
    decision, until = _decision_on_this_help(attempt), attempt.details.get("until")
    return decision is None or decision.starts_on is None or until is None or until < decision.starts_on


@condition("De nieuwe einddatum moet na de huidige liggen.", asks=True)
def extends(attempt: Attempt) -> bool:
    until = attempt.details.get("until")
    return until is not None and until > attempt.obj.ends_on


def _extension_bounds(attempt: Attempt) -> str:
    weeks = max((one.max_weeks or 0 for one in _to_extend(attempt)), default=0)
    return f"Een verlenging kan hoogstens {weeks} weken na de huidige einddatum lopen: verder reikt geen mandaat."


@condition(_extension_bounds, asks=True)
def extension_within_mandate(attempt: Attempt) -> bool:
    """At most the weeks of the mandate, from the present end. The leader without one has the largest of the team."""
    until = attempt.details.get("until")
    if attempt.sight is None or until is None:
        return True
    weeks = weeks_more(attempt.obj, until)
    return any(covers(one, amount=attempt.obj.amount_per_week, weeks=weeks) for one in _to_extend(attempt))


def _to_extend(attempt: Attempt) -> list[Any]:
    return _mine(attempt, MandateKind.INDICATIE) or [
        one for one in _mandates(attempt) if one.kind == MandateKind.INDICATIE
    ]


def weeks_more(indicatie: Any, until: dt.date) -> int:
    """How many (begun) weeks an extension adds."""
    more: int = (until - indicatie.ends_on).days
    return -(-more // 7)


@condition("Leg vast hoe en wanneer u de inwoner hebt gehoord.", asks=True)
def citizen_was_heard(attempt: Attempt) -> bool:
    if attempt.sight is None:
        return True
    heard_on = attempt.details.get("heard_on")
    span = spans.happened(attempt.case, attempt.on)
    return bool(attempt.details.get("heard_how")) and heard_on is not None and not span.trouble(heard_on)


@condition("De hulp stopt vandaag al vanzelf. Intrekken kan niet meer.")
def help_goes_on(attempt: Attempt) -> bool:
    return bool(attempt.obj.ends_on > attempt.on)


@condition("Kies een dag na vandaag als laatste dag van de hulp, en niet later dan de hulp al zou stoppen.", asks=True)
def ends_in_the_future(attempt: Attempt) -> bool:
    """Withdrawing makes help shorter; longer is an extension, with its own mandate."""
    until = attempt.details.get("until")
    return until is not None and not spans.help_stops(attempt.obj, attempt.on).trouble(until)


@condition("Over het einde is al besloten.", moot=True)
def not_decided_after_end(attempt: Attempt) -> bool:
    return attempt.obj.after_end_on is None


@condition("Er loopt geen nieuwe indicatie op deze zaak. Is de hulp gestopt en is dat goed? Zeg dan waarom.", asks=True)
def renewed_or_says_why(attempt: Attempt) -> bool:
    """One of two: help goes on under a new indicatie, or somebody accepts in words that it stopped."""
    if attempt.details.get("renewed"):
        return has_a_running_indicatie(attempt)
    return says_why.test(attempt)


def has_a_running_indicatie(attempt: Attempt) -> bool:
    return any(one.state == IndicatieState.AFGEGEVEN for one in attempt.children("indicaties"))


# --- application -----------------------------------------------------------------------------------------------


@condition("Deze grond is niet in gebruik.", asks=True)
def ground_in_use(attempt: Attempt) -> bool:
    ground = attempt.details.get("ground")
    return ground is not None and ground.active


@condition("Over deze grond beslist u hier niet. Kies een maatwerkvoorziening van de Wmo.", asks=True)
def ground_is_of_the_wmo(attempt: Attempt) -> bool:
    """The mandate is one under the Wmo: the Jeugdwet or Participatiewet is decided on elsewhere."""
    ground = attempt.details.get("ground")
    return ground is None or ground.wmo_decision


@condition("Een toekenning duurt hoogstens vijf jaar.", asks=True)
def granted_for_a_while(attempt: Attempt) -> bool:
    starts, ends = attempt.details.get("starts_on"), attempt.details.get("ends_on")
    return starts is None or ends is None or ends <= spans.grant_ends(starts).last


starts_after_it_was_asked = can_be_true("starts_on", lambda attempt: spans.grant_starts(attempt.obj, attempt.on))


@condition("De einddatum moet op of na de begindatum liggen.", asks=True)
def period_is_right(attempt: Attempt) -> bool:
    starts, ends = attempt.details.get("starts_on"), attempt.details.get("ends_on")
    return starts is not None and ends is not None and ends >= starts


def _standing_still(attempt: Attempt) -> bool:
    return any(row.until is None for row in attempt.obj.suspensions.all())


@condition("De termijn staat al stil.", moot=True)
def not_suspended(attempt: Attempt) -> bool:
    return not _standing_still(attempt)


@condition("De termijn loopt al.", moot=True)
def is_suspended(attempt: Attempt) -> bool:
    return _standing_still(attempt)


def later_decision(attempt: Attempt) -> Span:
    """After the present term, and to come."""
    ahead = spans.agreed(attempt.on)
    if attempt.office is None:
        return ahead
    application = attempt.obj
    term = attempt.office.clock.decision(application.received_on, suspensions=application.intervals, on=attempt.on)
    return Span(max(term.on, application.delayed_until or term.on, attempt.on) + spans.DAY, ahead.last)


@condition("De nieuwe datum moet na de huidige termijn liggen, en hoogstens een jaar vooruit.", asks=True)
def delay_is_later(attempt: Attempt) -> bool:
    until = attempt.details.get("until")
    return until is not None and not later_decision(attempt).trouble(until)


# --- vangnet ---------------------------------------------------------------------------------------------------


@condition("Leg uit welke regelingen zijn bekeken en waarom die niet passen. Bij spoed mag dat achteraf.")
def schemes_are_explained(attempt: Attempt) -> bool:
    return bool(attempt.obj.urgent) or bool(attempt.obj.schemes.strip())


@condition("Vul eerst het rekeningnummer (IBAN) in van wie het geld krijgt.")
def has_an_account_to_pay(attempt: Attempt) -> bool:
    """Without one the money is promised and can't be sent."""
    return bool(iban.is_valid(attempt.obj.payee_iban))


@condition("Dit is aan wie het vangnet aanvroeg, of aan de casusregisseur.")
def is_requester_or_regisseur(attempt: Attempt) -> bool:
    return is_requester.test(attempt) or is_regisseur.test(attempt)


def _deciders(attempt: Attempt) -> dict[int, list[Any]]:
    able = {
        post_user
        for post in attempt.staff
        if post.serves(attempt.case.team_id, attempt.case.kern_id)
        for post_user in post.acting_ids
    }
    found = holders(MandateKind.VANGNET, attempt.case, attempt.staff, _mandates(attempt))
    wrote = {attempt.user_id, attempt.obj.requested_by_id, *attempt.obj.authors}
    return {user: held for user, held in found.items() if user not in wrote and user in able}


def _highest_mandate(attempt: Attempt) -> str:
    most = max((one.max_amount for held in _deciders(attempt).values() for one in held), default=None)
    if most is None:
        return "Er is niemand anders met een mandaat voor het vangnet. Vraag uw teamleider om hulp."
    return f"Niemand anders mag dit bedrag goedkeuren. Het hoogste mandaat is {euros(most)}."


@condition(_highest_mandate)
def somebody_may_approve(attempt: Attempt) -> bool:
    return any(covers(one, amount=attempt.obj.amount) for held in _deciders(attempt).values() for one in held)


def _room(attempt: Attempt) -> str:
    free = attempt.obj.budget.entries.balance().free
    return f"Het budget is op: er is nog {euros(free)} vrij, en dit vraagt {euros(attempt.obj.amount)}."


@condition(_room)
def budget_has_room(attempt: Attempt) -> bool:
    return bool(attempt.obj.budget.entries.balance().free >= attempt.obj.amount)


@condition(
    lambda attempt: f"Betaal een bedrag boven nul, en hoogstens {euros(attempt.obj.approved_amount)}.",
    asks=True,
)
def pays_at_most_what_was_approved(attempt: Attempt) -> bool:
    paid = attempt.details.get("paid_amount")
    return paid is not None and Decimal(0) < paid <= attempt.obj.approved_amount


@condition("Voeg de bon of factuur toe.", asks=True)
def accounts_with_receipt(attempt: Attempt) -> bool:
    return bool(attempt.details.get("receipt") or attempt.obj.receipt)


@condition("Leg nu alsnog uit welke regelingen zijn bekeken en waarom die niet passen.", asks=True)
def schemes_told_by_now(attempt: Attempt) -> bool:
    return bool(str(attempt.details.get("schemes") or attempt.obj.schemes).strip())


def left_to_recover(request: Any) -> Decimal:
    """What was paid and hasn't come back yet, in euros."""
    returned = sum((row.returned for row in request.entries.all()), Decimal(0))
    return (request.paid_amount or Decimal(0)) - returned


@condition(lambda attempt: f"Er kan nog hoogstens {euros(left_to_recover(attempt.obj))} terugkomen.", asks=True)
def recovers_at_most_what_is_left(attempt: Attempt) -> bool:
    amount = attempt.details.get("returned_amount")
    return amount is not None and Decimal(0) <= amount <= left_to_recover(attempt.obj)


@condition("Komt niet alles terug? Zeg dan waarom.", asks=True)
def nothing_back_says_why(attempt: Attempt) -> bool:
    left = left_to_recover(attempt.obj) - (attempt.details.get("returned_amount") or Decimal(0))
    return left <= 0 or bool(str(attempt.details.get("why", "")).strip())


# --- paper -----------------------------------------------------------------------------------------------------


@condition("Dit is geen brief.", moot=True)
def is_a_letter(attempt: Attempt) -> bool:
    return bool(attempt.obj.is_letter)


@condition("Deze brief is al opnieuw gemaakt.", moot=True)
def no_newer_letter(attempt: Attempt) -> bool:
    letter = attempt.obj
    same = type(letter)._default_manager.filter(case=letter.case_id, kind=letter.kind, about=letter.about)
    return not same.filter(pk__gt=letter.pk).exists()


@condition("De inwoner is overleden: er wordt niets verstuurd.")
def nothing_to_the_deceased(attempt: Attempt) -> bool:
    case = attempt.case
    deceased = case.person is not None and case.person.deceased_on is not None
    return not deceased and case.ended_reason != EndReason.OVERLEDEN


@condition("Op deze brief staat geen adres. Geef de brief zelf.", asks=True)
def posted_to_an_address(attempt: Attempt) -> bool:
    """A secret address is on no paper: such a letter is never posted."""
    return attempt.details.get("sent_how") != "post" or attempt.obj.can_be_posted


@condition("Een brief is verstuurd nadat hij was gemaakt, en niet later dan vandaag.", asks=True)
def sent_after_made(attempt: Attempt) -> bool:
    document, sent = attempt.obj, attempt.details.get("sent_on")
    return (
        sent is not None
        and document.state == DocumentState.KLAAR
        and timezone.localdate(document.asked_at) <= sent <= attempt.on
    )
