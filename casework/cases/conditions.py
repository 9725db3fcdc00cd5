"""What must hold before a step: named predicates, each with its reason in Dutch. Pure: they read, never write.

Predicates about the person ('the regisseur', 'did not request') stand beside the action in a permit;
those about the case stand in `needs` and are told together. `asks` marks what depends on the form.
"""

import re
from typing import Any

from casework.cases import possible_days as cases_days
from casework.cases.states import REPRESENTED, CaseKind, EndReason, Outcome, Phase, Road
from casework.cases.terms import research as research_term
from casework.engine import possible_days
from casework.engine.conditions import acts_as, can_be_true, says
from casework.engine.machine import Attempt, Condition, condition
from casework.engine.possible_days import Days
from casework.engine.undo import act_of
from casework.households.walls import stands_between
from casework.people import possible_days as people_days
from roles.actions import Action
from roles.matrix import MATRIX
from roles.policy import may as allowed


def regisseur_is_there(attempt: Attempt) -> bool:
    """The regisseur, or their cover, is at a post in the team today."""
    case = attempt.anchor
    assert attempt.around is not None
    return any(
        post.user_id == case.regisseur_id
        and post.serves(case.team_id, case.kern_id)
        and set(post.acting_ids) - attempt.around.closed_to
        for post in attempt.staff
    )


@condition("Dit is aan de casusregisseur.")
def is_regisseur(attempt: Attempt) -> bool:
    """The regisseur or their cover; where nobody is there, the leader who may assign steps in."""
    if acts_as(attempt, attempt.anchor.regisseur_id):
        return True
    return (
        attempt.sight is not None
        and allowed(attempt.sight, Action.ASSIGN_CASE, attempt.anchor)
        and not regisseur_is_there(attempt)
    )


@condition("Dit is aan de casusregisseur, of aan wie de melding deed zolang niemand haar heeft opgepakt.")
def is_regisseur_or_reporter(attempt: Attempt) -> bool:
    case = attempt.anchor
    waits = case.phase == Phase.AANMELDING and case.regisseur_id is None
    if waits and acts_as(attempt, case.reported_by_id):
        return True
    return is_regisseur.test(attempt)


@condition("Dit is aan de casusregisseur, of aan wie de melding deed.")
def is_regisseur_or_reported_it(attempt: Attempt) -> bool:
    """Whoever reported it may ask for money later too: they are often the one who pays in advance."""
    return acts_as(attempt, attempt.anchor.reported_by_id) or is_regisseur.test(attempt)


def has_happened(field: str) -> Condition:
    """Between the day the case came in and today."""
    return can_be_true(field, lambda attempt: cases_days.happened(attempt.anchor, attempt.on))


died_in_their_life = can_be_true(
    "deceased_on", lambda attempt: people_days.died(attempt.anchor, attempt.on), required=False
)


@condition("De zaak is afgesloten.")
def case_is_open(attempt: Attempt) -> bool:
    return bool(attempt.anchor.phase != Phase.AFGESLOTEN)


@condition("Dit is geen melding. Zet de zaak eerst om.", where="stap/zet-om")
def is_melding(attempt: Attempt) -> bool:
    return bool(attempt.anchor.kind == CaseKind.MELDING)


@condition("Een vraag kan een melding worden, een signaal een vraag of een melding. Andersom kan niet.", asks=True)
def converts_upward(attempt: Attempt) -> bool:
    upward = {CaseKind.VRAAG: {CaseKind.MELDING}, CaseKind.SIGNAAL: {CaseKind.VRAAG, CaseKind.MELDING}}
    return attempt.details.get("kind") in upward.get(CaseKind(attempt.anchor.kind), set())


@condition("Dit is al een melding.", moot=True)
def is_no_melding_yet(attempt: Attempt) -> bool:
    return bool(attempt.anchor.kind != CaseKind.MELDING)


@condition("Deze zaak gaat over een voorziening. Een melding gaat over een inwoner.", moot=True)
def is_about_a_person(attempt: Attempt) -> bool:
    return attempt.anchor.person_id is not None


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


@condition("Een melding pakt u op. Afhandelen kan alleen als de inwoner de melding intrekt.", asks=True)
def no_melding_unless_withdrawn(attempt: Attempt) -> bool:
    return attempt.anchor.kind != CaseKind.MELDING or says(attempt, "withdrawn_how")


@condition("Deze melding is al gewogen. Kies ‘Wijzig weg of gewicht’.", moot=True)
def not_weighed_yet(attempt: Attempt) -> bool:
    return attempt.anchor.weighed_on is None


@condition("Deze melding is nog niet gewogen. Kies ‘Bel en weeg’.", moot=True)
def weighed_or_begun(attempt: Attempt) -> bool:
    return attempt.anchor.weighed_on is not None or attempt.anchor.phase != Phase.AANMELDING


@condition("Er ligt al een plan. Een zaak met een plan gaat de lange route.", asks=True)
def short_has_no_plan(attempt: Attempt) -> bool:
    before = attempt.anchor.phase in (Phase.AANMELDING, Phase.ONDERZOEK)
    return before or attempt.details.get("road") != Road.KORT


@condition("U hebt niets gewijzigd. Kies een andere weg, of een ander gewicht.", asks=True)
def road_or_weight_differs(attempt: Attempt) -> bool:
    case, given = attempt.anchor, attempt.details
    return bool(given.get("road", case.road) != case.road or given.get("weight", case.weight) != case.weight)


@condition(
    "Deze zaak gaat de korte route, zonder plan. Is er toch een plan nodig? Wijzig dan de weg.",
    where="stap/wijzig-weg-of-gewicht",
)
def takes_the_long_road(attempt: Attempt) -> bool:
    return bool(attempt.anchor.road != Road.KORT)


@condition("Er is al kennisgemaakt.", moot=True)
def not_met_yet(attempt: Attempt) -> bool:
    return attempt.anchor.met_on is None


def later_research(attempt: Attempt) -> Days:
    """After the term of the law, and to come: an agreement that is over changes nothing."""
    ahead = possible_days.agreed(attempt.on)
    if attempt.anchor.clock_from is None or attempt.around is None:
        return ahead
    term = research_term(attempt.around.clock, attempt.anchor.clock_from).on
    return Days(max(term, attempt.on) + possible_days.DAY, ahead.last)


@condition("De afgesproken datum moet na de wettelijke termijn liggen, en hoogstens een jaar vooruit.", asks=True)
def later_than_the_term(attempt: Attempt) -> bool:
    until = attempt.details.get("research_until")
    return until is not None and attempt.anchor.clock_from is not None and not later_research(attempt).refusal(until)


@condition("Het verslag is al verstuurd.", moot=True)
def report_not_sent(attempt: Attempt) -> bool:
    return attempt.anchor.report_sent_on is None


@condition("Het persoonlijk plan is al ontvangen.")
def personal_plan_is_awaited(attempt: Attempt) -> bool:
    return attempt.anchor.personal_plan_on is None


@condition("Het onderzoek is al klaar.")
def research_is_not_over(attempt: Attempt) -> bool:
    return attempt.anchor.phase in (Phase.AANMELDING, Phase.ONDERZOEK)


@condition("Er staat nog niet wie de regie heeft.", asks=True)
def regie_named(attempt: Attempt) -> bool:
    return bool(attempt.details.get("regie") and str(attempt.details.get("regie_name", "")).strip())


@condition("Het onderzoeksverslag is nog niet verstuurd, met 'u kunt een aanvraag doen'.", where="onderzoek")
def report_sent_if_researching(attempt: Attempt) -> bool:
    """From onderzoek: only after the report (Wmo 2015, 2.3.2 lid 8)."""
    return attempt.anchor.phase != Phase.ONDERZOEK or attempt.anchor.report_sent_on is not None


@condition("Zeg bij welke andere zaak deze hoort.", asks=True)
def double_names_the_other(attempt: Attempt) -> bool:
    if attempt.details.get("ended_reason") != EndReason.DUBBEL:
        return True
    other = attempt.details.get("double_of")
    return other is not None and other.pk != attempt.anchor.pk


@condition("De andere zaak is afgesloten. Heropen die eerst, of kies een zaak die open is.", asks=True)
def double_is_open(attempt: Attempt) -> bool:
    """Else nobody would have the question any more."""
    other = attempt.details.get("double_of")
    if other is None or attempt.details.get("ended_reason") != EndReason.DUBBEL:
        return True
    return bool(type(attempt.anchor).objects.open().filter(pk=other.pk).exists())


@condition(
    "De andere zaak is intussen afgesloten, dus daar gaat de vraag niet verder. "
    "Is het dezelfde inwoner? Kies ‘Zelfde persoon, andere vraag’. Zo niet, laat de zaak dan staan.",
    where="stap/zelfde-persoon-andere-vraag",
)
def the_other_is_open(attempt: Attempt) -> bool:
    other = other_in_sight(attempt)
    return other is None or bool(other.is_open)


@condition("De melding is al opgepakt. Vraag het de casusregisseur.")
def is_just_reported(attempt: Attempt) -> bool:
    return bool(attempt.anchor.phase == Phase.AANMELDING)


@condition("Dit is aan wie de melding deed.")
def is_reporter(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.anchor.reported_by_id)


@condition("Van deze inwoner is meer bekend. Vraag het wijkteam om de gegevens te verbeteren.")
def of_this_case_alone(attempt: Attempt) -> bool:
    """What is known of them elsewhere isn't for who reported once to change."""
    case = attempt.anchor
    return case.person is None or not case.person.cases.exclude(pk=case.pk).exists()


@condition("Kies een andere kern.", asks=True)
def another_kern(attempt: Attempt) -> bool:
    kern = attempt.details.get("kern")
    return kern is not None and kern.pk != attempt.anchor.kern_id


@condition("U ziet geen andere zaak waar deze op lijkt.", moot=True)
def looks_like_another(attempt: Attempt) -> bool:
    return other_in_sight(attempt) is not None


def other_in_sight(attempt: Attempt) -> Any:
    """The one it looks like, for who may see that. Anyone else gets the very answer of where there is none, so that
    nobody learns from a case that somebody is known elsewhere: what is asked of the other is asked of this."""
    other = attempt.anchor.looks_like
    return (
        other
        if other is not None and (attempt.sight is None or allowed(attempt.sight, Action.VIEW_FILE, other))
        else None
    )


A_WALL = (
    "Tussen deze twee inwoners staat een muur: het zijn twee mensen. Kies ‘Laat staan’. Zijn het toch dezelfde? Vraag dan "
    "eerst wie de muur zette om hem op te heffen."
)


@condition(A_WALL)
def no_wall_between(attempt: Attempt) -> bool:
    other = other_in_sight(attempt)
    return other is None or not stands_between(attempt.anchor.person, other.person)


@condition(A_WALL, asks=True)
def double_is_not_behind_a_wall(attempt: Attempt) -> bool:
    other = attempt.details.get("double_of")
    return other is None or not stands_between(attempt.anchor.person, other.person)


@condition(
    "De inwoner is overleden, of de zaak is bij een andere gevoegd. Begin zo nodig een nieuwe zaak. "
    "Leeft de inwoner? Kies dan ‘Meld: de inwoner leeft’.",
    where="stap/meld-de-inwoner-leeft",
)
def not_ended_for_good(attempt: Attempt) -> bool:
    case = attempt.anchor
    died = case.ended_reason == EndReason.OVERLEDEN and (case.person is None or case.person.deceased_on is not None)
    return not died and case.ended_reason != EndReason.DUBBEL


def instead_of_undoing(case: Any) -> str:
    """Which step puts it right where closing it can't be undone."""
    if case.ended_reason == EndReason.DUBBEL:
        return "Begin zo nodig een nieuwe zaak."
    return "Kies ‘Heropen’."


@condition("Deze zaak eindigde door een overlijden. Leeft de inwoner? Kies dan ‘Meld: de inwoner leeft’.")
def not_ended_by_a_death(attempt: Attempt) -> bool:
    """A death that was recorded wrongly is put right by two people."""
    return bool(attempt.anchor.ended_reason != EndReason.OVERLEDEN)


def _of_another_by_now(attempt: Attempt) -> str:
    return f"Deze zaak staat intussen op een andere naam. {instead_of_undoing(attempt.anchor)}"


@condition(_of_another_by_now)
def still_in_that_name(attempt: Attempt) -> bool:
    """What closing ended was agreed with whom the case seemed to be about."""
    act = act_of(attempt.anchor, attempt.on)
    since = attempt.anchor.person_since
    return act is None or since is None or since <= act.at


@condition("De vraag ging verder in een zaak die u niet ziet. Vraag het de teamleider van dat team.")
def sees_where_it_went_on(attempt: Attempt) -> bool:
    other = attempt.anchor.double_of
    return other is None or attempt.sight is None or allowed(attempt.sight, Action.VIEW_FILE, other)


@condition("Hier is geen overlijden vastgelegd.", moot=True)
def ended_by_a_death(attempt: Attempt) -> bool:
    case = attempt.anchor
    return case.ended_reason == EndReason.OVERLEDEN and case.person is not None and case.person.deceased_on is not None


@condition("Dat de inwoner leeft, is al gemeld. Een collega kijkt het na.", moot=True)
def nobody_said_alive(attempt: Attempt) -> bool:
    return attempt.anchor.alive_told_on is None


@condition("Niemand heeft gemeld dat de inwoner leeft.", moot=True)
def somebody_said_alive(attempt: Attempt) -> bool:
    return attempt.anchor.alive_told_on is not None


@condition("U hebt dit zelf gemeld, of u neemt waar voor wie dit meldde. Een ander bevestigt het.")
def did_not_say_alive(attempt: Attempt) -> bool:
    return not acts_as(attempt, attempt.anchor.alive_told_by_id)


@condition("Wie er spreekt, hoeft nu niet te worden nagegaan.", moot=True)
def came_of_age(attempt: Attempt) -> bool:
    return attempt.anchor.came_of_age_on is not None and attempt.anchor.said_who_speaks_on is None


@condition("Er staat geen vertegenwoordiger bij Gegevens. Leg die eerst vast.", where="gegevens", asks=True)
def somebody_speaks(attempt: Attempt) -> bool:
    return attempt.details.get("who_speaks") != REPRESENTED or bool(attempt.anchor.person.speaking(attempt.on))


def colleagues_there(attempt: Attempt) -> set[int]:
    """Who of the team is at their post today and can watch over a case: not the first contacts, nor who does the post,
    nor whom the case is closed to."""
    case = attempt.anchor
    there = {
        post.user_id
        for post in attempt.staff
        if post.team_id == case.team_id
        and post.acting_ids
        and post.serves(case.team_id, case.kern_id)
        and Action.LEAD_CASE in MATRIX[post.role]
    }
    return there - attempt.surroundings.closed_to


@condition("Kies een collega van het team die er is.", asks=True)
def regisseur_is_of_the_team(attempt: Attempt) -> bool:
    chosen = attempt.details.get("regisseur")
    return chosen is not None and chosen.pk in colleagues_there(attempt)


@condition("Er wordt nu geen andere partij gezocht.", moot=True)
def is_seeking(attempt: Attempt) -> bool:
    return attempt.anchor.seeking_since is not None
