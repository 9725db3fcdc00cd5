"""What must hold before a step of an application."""

from typing import Any, Final

from django.db.models import prefetch_related_objects

from casework.applications import possible_days as applications_days
from casework.applications.states import ApplicationState, SuspensionGround
from casework.applications.terms import decision as decision_term
from casework.applications.terms import leave_out as leave_out_term
from casework.cases.conditions import case_is_open, is_about_a_person, is_melding
from casework.cases.states import Outcome
from casework.cases.terms import may_apply_without_report
from casework.cases.terms import research as research_term
from casework.engine import possible_days
from casework.engine.conditions import can_be_true, own_mandates
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import DAY, Days
from casework.engine.words import day_in_words
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


@condition("Een aanvraag zonder verslag kan pas als het onderzoek langer dan zes weken duurt.")
def research_is_too_late(attempt: Attempt) -> bool:
    return may_apply_without_report(attempt.anchor, attempt.on)


@condition("Op dit verslag rust een aanvraag. Het verslag verandert niet meer.", where="besluiten")
def nothing_rests_on_it(attempt: Attempt) -> bool:
    """A report can be revised until an application rests on it; one that was withdrawn doesn't."""
    withdrawn = ApplicationState.INGETROKKEN
    return not any(one.report_signed and one.state != withdrawn for one in attempt.related("applications"))


@condition("Er staat al een aanvraag open.", where="besluiten")
def none_waits(attempt: Attempt) -> bool:
    return not any(one.state in ApplicationState.OPEN for one in attempt.anchor.applications.all())


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


def _suspensions(attempt: Attempt) -> list[Any]:
    """Those of this application, read once for all conditions of a step or a page."""
    prefetch_related_objects([attempt.obj], "suspensions")
    return list(attempt.obj.suspensions.all())


def _still(attempt: Attempt) -> Any:
    """The suspension that runs; None where the term does."""
    return next((row for row in _suspensions(attempt) if row.until is None), None)


@condition("De termijn staat al stil.", moot=True)
def not_suspended(attempt: Attempt) -> bool:
    return _still(attempt) is None


@condition("De termijn loopt al.", moot=True)
def is_suspended(attempt: Attempt) -> bool:
    return _still(attempt) is not None


@condition("Zeg wat er ontbreekt.", asks=True)
def says_what_is_missing(attempt: Attempt) -> bool:
    return bool(str(attempt.details.get("missing", "")).strip())


@condition("Ontbreekt er iets? Kies dan ‘Vraag om aanvulling’.", asks=True)
def suspends_on_another_ground(attempt: Attempt) -> bool:
    """To complete is asked with a term and in a letter (Awb 4:5): that is a step of its own."""
    ground = attempt.details.get("ground")
    return ground in SuspensionGround.values and ground != SuspensionGround.GEGEVENS


def days_of_resuming(attempt: Attempt) -> Days:
    """On which day what was waited for can have come: since it was asked, and while it could still count."""
    row = _still(attempt) if attempt.around is not None else None
    if row is None:
        return Days(last=attempt.on)
    return Days(min(row.since - DAY, attempt.on), attempt.on)


day_of_resuming = can_be_true("day", days_of_resuming)


# --- left out of consideration (Awb 4:5) -------------------------------------------------------------------------


def _asked(attempt: Attempt) -> Any:
    """The last request to complete."""
    return next((row for row in reversed(_suspensions(attempt)) if row.ground == SuspensionGround.GEGEVENS), None)


@condition("Er is niet om aanvulling gevraagd.", moot=True)
def completion_was_asked(attempt: Attempt) -> bool:
    return _asked(attempt) is not None


@condition("De aanvraag is aangevuld. Beslis op de aanvraag.")
def not_completed(attempt: Attempt) -> bool:
    row = _asked(attempt)
    return row is None or row.completed_on is None


@condition("Het verzoek om aanvulling is niet op tijd verstuurd: de inwoner kreeg de termijn niet (Awb 4:5).")
def was_told_in_time(attempt: Attempt) -> bool:
    row = _asked(attempt)
    return row is None or (row.told_on is not None and row.told_on < row.asked_until)


def _can_still_complete(attempt: Attempt) -> str:
    return f"De inwoner kan de aanvraag nog aanvullen tot en met {day_in_words(_asked(attempt).asked_until)}."


@condition(_can_still_complete)
def term_to_complete_is_over(attempt: Attempt) -> bool:
    row = _asked(attempt)
    return row is None or row.asked_until < attempt.on


def _too_late_to_leave_out(attempt: Attempt) -> str:
    term = leave_out_term(attempt.surroundings.clock, _asked(attempt).asked_until)
    return f"Dit kon tot en met {day_in_words(term.on)}: vier weken na de termijn om aan te vullen (Awb 4:5 lid 4)."


@condition(_too_late_to_leave_out)
def in_time_to_leave_out(attempt: Attempt) -> bool:
    row = _asked(attempt)
    return row is None or attempt.on <= leave_out_term(attempt.surroundings.clock, row.asked_until).on


# --- the notice of delay (Awb 4:14) ------------------------------------------------------------------------------


def later_decision(attempt: Attempt) -> Days:
    """A day to come, after the one on which the law wants the decision."""
    ahead = possible_days.agreed(attempt.on)
    if attempt.around is None:
        return ahead
    application = attempt.obj
    term = decision_term(
        attempt.around.clock, application.received_on, suspensions=application.intervals, on=attempt.on
    )
    return Days(max(term.on, attempt.on) + possible_days.DAY, ahead.last)


@condition("De verwachte dag moet na de beslistermijn liggen, en hoogstens een jaar vooruit.", asks=True)
def delay_is_later(attempt: Attempt) -> bool:
    until = attempt.details.get("until")
    return until is not None and not later_decision(attempt).refusal(until)
