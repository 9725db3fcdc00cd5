"""What must hold before an objection is registered, and before each step of it."""

import datetime as dt
from typing import Any

from casework.engine import possible_days
from casework.engine.conditions import acts_as, can_be_true, own_mandates, says
from casework.engine.machine import Attempt, another, condition
from casework.engine.possible_days import DAY, Days
from casework.engine.words import day_in_words
from casework.objections.states import REVOKES, Costs, ObjectionState
from roles.models import MandateKind


def _took_part(objection: Any) -> set[int]:
    return {objection.former_by_id, objection.prepared_by_id} - {None}


def _decided_before(objection: Any) -> set[int]:
    return {objection.former_by_id} - {None}


took_no_part = another("U nam dit besluit, of bereidde het voor. Een ander behandelt het bezwaar.", _took_part)
did_not_decide_before = another(
    "U nam het besluit waartegen dit bezwaar is. Een ander beslist (Awb, artikel 10:3, derde lid).", _decided_before
)


@condition("Dit is aan wie het bezwaar behandelt.")
def handles_it(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.obj.handler_id)


@condition("U behandelt dit bezwaar al.", moot=True)
def another_handles_it(attempt: Attempt) -> bool:
    return attempt.user_id is None or attempt.obj.handler_id != attempt.user_id


@condition("U hebt geen mandaat om op een bezwaar te beslissen.")
def holds_bezwaar_mandate(attempt: Attempt) -> bool:
    return bool(own_mandates(attempt, MandateKind.BEZWAAR))


# --- repair (Awb 6:6) --------------------------------------------------------------------------------------------


@condition("Om herstel is al gevraagd.", moot=True)
def repair_not_asked(attempt: Attempt) -> bool:
    return attempt.obj.repair_asked_on is None


@condition("Er is niet om herstel gevraagd, of het is al hersteld.", moot=True)
def repair_is_awaited(attempt: Attempt) -> bool:
    return attempt.obj.repair_asked_on is not None and attempt.obj.repaired_on is None


@condition("Zeg wat er ontbreekt.", asks=True)
def says_what_is_missing(attempt: Attempt) -> bool:
    return says(attempt, "missing")


def days_of_repair(attempt: Attempt) -> Days:
    return Days(attempt.obj.repair_asked_on or attempt.on, attempt.on)


repaired_can_be_true = can_be_true("repaired_on", days_of_repair)


# --- longer (Awb 7:10) -------------------------------------------------------------------------------------------


@condition("De beslissing is al verdaagd. Langer kan alleen als de inwoner instemt.", moot=True)
def not_adjourned(attempt: Attempt) -> bool:
    return attempt.obj.adjourned_on is None


def _over(attempt: Attempt) -> str:
    return f"De termijn liep tot en met {day_in_words(attempt.obj.decide_by(attempt.on).on)}. Verdagen kan niet meer."


@condition(_over)
def term_runs(attempt: Attempt) -> bool:
    return bool(attempt.on <= attempt.obj.decide_by(attempt.on).on)


def later_than_the_term(attempt: Attempt) -> Days:
    ahead = possible_days.agreed(attempt.on)
    if attempt.around is None:
        return ahead
    return Days(max(attempt.obj.decide_by(attempt.on).on, attempt.on) + DAY, ahead.last)


agreed_is_later = can_be_true("agreed_until", later_than_the_term)


# --- heard (Awb 7:2 to 7:5) --------------------------------------------------------------------------------------


@condition("De inwoner is al gehoord.", moot=True)
def not_heard(attempt: Attempt) -> bool:
    return attempt.obj.heard_on is None


@condition("Er is al vastgelegd waarom de inwoner niet wordt gehoord.", moot=True)
def not_waived(attempt: Attempt) -> bool:
    return not attempt.obj.waived


def days_since_receipt(attempt: Attempt) -> Days:
    return Days(attempt.obj.received_on, attempt.on)


heard_can_be_true = can_be_true("heard_on", days_since_receipt)
called_can_be_true = can_be_true("called_on", days_since_receipt)


@condition(
    "Het dossier ligt ten minste een week voor het horen ter inzage (Awb, artikel 7:4, tweede lid). Kijk de dagen na.",
    asks=True,
)
def file_lay_open_a_week(attempt: Attempt) -> bool:
    heard, opened = attempt.details.get("heard_on"), attempt.details.get("file_open_on")
    return heard is not None and opened is not None and opened + dt.timedelta(weeks=1) <= heard


@condition("Noem de grond waarop u niet hoort.", asks=True)
def says_why_not_heard(attempt: Attempt) -> bool:
    return bool(attempt.details.get("waived"))


# --- decided (Awb 7:11, 7:12, 7:15) ------------------------------------------------------------------------------


@condition("Hoor de inwoner eerst, of leg vast waarom dat niet hoeft (Awb, artikel 7:2 en 7:3).")
def heard_or_waived(attempt: Attempt) -> bool:
    return attempt.obj.heard_on is not None or bool(attempt.obj.waived)


def _repair_runs(attempt: Attempt) -> str:
    return f"De inwoner kan het bezwaar nog aanvullen tot en met {day_in_words(attempt.obj.repair_until)}."


@condition(_repair_runs)
def repair_is_over(attempt: Attempt) -> bool:
    one = attempt.obj
    return one.repair_asked_on is None or one.repaired_on is not None or one.repair_until < attempt.on


@condition("Zeg waarom u zo beslist.", asks=True)
def says_why_so(attempt: Attempt) -> bool:
    return says(attempt, "motivation")


@condition(
    "Niet-ontvankelijk kan als het bezwaar te laat is, of als niet is hersteld wat ontbrak. Vraag dat eerst (Awb 6:6, 6:11).",
    asks=True,
)
def inadmissible_for_a_reason(attempt: Attempt) -> bool:
    """Late: why is heard first (6:11). Something missing: one could repair it (6:6)."""
    one = attempt.obj
    if attempt.details.get("outcome") != ObjectionState.NIET_ONTVANKELIJK:
        return True
    late_and_heard = not one.in_time and bool(one.late_why or one.repair_asked_on)
    return late_and_heard or (one.repair_asked_on is not None and one.repaired_on is None)


@condition(
    "Het bezwaar kwam te laat. Zeg in de reden waarom het toch mag (Awb, artikel 6:11), en kruis dat aan.", asks=True
)
def late_is_excused(attempt: Attempt) -> bool:
    outcome = attempt.details.get("outcome")
    return (
        attempt.obj.in_time or outcome == ObjectionState.NIET_ONTVANKELIJK or bool(attempt.details.get("excused_late"))
    )


@condition("Zeg wat er in de plaats komt van het besluit.", asks=True)
def says_what_comes_instead(attempt: Attempt) -> bool:
    instead = str(attempt.details.get("instead", "")).strip()
    return attempt.details.get("outcome") not in REVOKES or bool(instead)


@condition(
    "Kosten vergoedt u alleen als het besluit wordt herroepen. Vul dan ook het bedrag in (Awb, artikel 7:15).",
    asks=True,
)
def costs_fit(attempt: Attempt) -> bool:
    if attempt.details.get("costs", "") != Costs.VERGOED:
        return True
    return attempt.details.get("outcome") in REVOKES and (attempt.details.get("costs_amount") or 0) > 0


# --- afterwards --------------------------------------------------------------------------------------------------


@condition("Er is al vastgelegd wat ervoor in de plaats kwam.", moot=True)
def not_replaced(attempt: Attempt) -> bool:
    return attempt.obj.replaced_by_id is None


@condition("Kies de brief met het besluit dat ervoor in de plaats kwam.", asks=True)
def names_what_replaces(attempt: Attempt) -> bool:
    one = attempt.details.get("replaced_by")
    return one is not None and one.case_id == attempt.obj.case_id and one.pk != attempt.obj.against_id


measure_can_be_true = can_be_true("measure_on", days_since_receipt)
