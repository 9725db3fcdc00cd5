"""What must hold before a step of an application."""

from typing import Final

from casework.applications import possible_days as applications_days
from casework.applications.states import ApplicationState
from casework.applications.terms import decision as decision_term
from casework.cases.conditions import case_is_open, is_about_a_person, is_melding
from casework.cases.states import Outcome
from casework.cases.terms import research as research_term
from casework.engine import possible_days
from casework.engine.conditions import can_be_true, own_mandates
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days
from roles.models import MandateKind

TOO_EARLY: Final = "Een aanvraag kan pas na het onderzoeksverslag, of als het onderzoek langer dan zes weken duurt."


@condition("U hebt geen mandaat om op een aanvraag te besluiten.")
def holds_besluit_mandate(attempt: Attempt) -> bool:
    return bool(own_mandates(attempt, MandateKind.BESLUIT))


@condition("Een aanvraag kan alleen van een inwoner, op een open melding.")
def on_an_open_melding(attempt: Attempt) -> bool:
    return case_is_open.test(attempt) and is_melding.test(attempt) and is_about_a_person.test(attempt)


@condition(TOO_EARLY)
def research_is_reported_or_late(attempt: Attempt) -> bool:
    """The right to apply comes with the report, or when the term of the research is over (Wmo 2015, 2.3.2 lid 9)."""
    case = attempt.anchor
    return case.report_sent_on is not None or (
        case.clock_from is not None and attempt.on > research_term(attempt.surroundings.clock, case.clock_from).on
    )


@condition("Er staat al een aanvraag open.", where="besluiten")
def none_waits(attempt: Attempt) -> bool:
    return not any(one.state == ApplicationState.ONTVANGEN for one in attempt.anchor.applications.all())


@condition("Op dit verslag rust een aanvraag. Wat de inwoner nog zegt, hoort bij die aanvraag.", where="besluiten")
def no_application_rests_on_it(attempt: Attempt) -> bool:
    """A report that was applied with stands as it is: the decision tells of it (Wmo 2015, 2.3.2 lid 9)."""
    since = attempt.obj.begun_on
    rows = attempt.anchor.applications.filter(received_on__gte=since)
    return not rows.exclude(state=ApplicationState.INGETROKKEN).exists()


@condition("Er is geen toegekende aanvraag. Kies een andere uitkomst.", where="besluiten", asks=True)
def maatwerk_was_granted(attempt: Attempt) -> bool:
    return attempt.details.get("outcome") != Outcome.MAATWERK or any(
        one.state == ApplicationState.TOEGEKEND for one in attempt.related("applications")
    )


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
    return starts is None or ends is None or ends <= applications_days.grant_ends(starts).last


starts_after_it_was_asked = can_be_true(
    "starts_on", lambda attempt: applications_days.grant_starts(attempt.obj, attempt.on)
)


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


def later_decision(attempt: Attempt) -> Days:
    """After the present term, and to come."""
    ahead = possible_days.agreed(attempt.on)
    if attempt.around is None:
        return ahead
    application = attempt.obj
    term = decision_term(
        attempt.around.clock, application.received_on, suspensions=application.intervals, on=attempt.on
    )
    return Days(max(term.on, application.delayed_until or term.on, attempt.on) + possible_days.DAY, ahead.last)


@condition("De nieuwe datum moet na de huidige termijn liggen, en hoogstens een jaar vooruit.", asks=True)
def delay_is_later(attempt: Attempt) -> bool:
    until = attempt.details.get("until")
    return until is not None and not later_decision(attempt).refusal(until)
