"""What must hold before an objection is registered, and before each step of it."""

from typing import Any

from casework.engine import possible_days
from casework.engine.conditions import acts_as, can_be_true, own_mandates, says
from casework.engine.machine import Attempt, another, condition
from casework.engine.possible_days import DAY, Days
from casework.engine.words import day_in_words
from casework.objections.repairs import Repair
from casework.objections.states import REVOKES, Costs, ObjectionState, RepairKind
from casework.objections.terms import FILE_LIES_OPEN, INVITED_BEFORE
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


@condition("Hierom vroeg u al, en de inwoner kan het nog aanvullen.", asks=True)
def same_not_asked(attempt: Attempt) -> bool:
    """Something else that is missing is asked besides."""
    kind = attempt.details.get("kind")
    return not any(one.runs(attempt.on) and one.kind == kind for one in attempt.obj.asked_to_repair)


@condition("Er is niet om herstel gevraagd, of het is al hersteld.", moot=True)
def repair_is_awaited(attempt: Attempt) -> bool:
    return any(one.is_awaited for one in attempt.obj.asked_to_repair)


@condition("Zeg wat er ontbreekt.", asks=True)
def says_what_is_missing(attempt: Attempt) -> bool:
    return says(attempt, "missing")


def _asked_for(attempt: Attempt) -> Repair | None:
    """The request that it is about, by its place; None where that is none that is awaited."""
    place, rows = str(attempt.details.get("repair", "")), attempt.obj.asked_to_repair
    found = rows[int(place)] if place.isdecimal() and int(place) < len(rows) else None
    return found if found and found.is_awaited else None


@condition("Kies wat er is hersteld.", asks=True)
def names_what_was_repaired(attempt: Attempt) -> bool:
    return _asked_for(attempt) is not None


def days_of_repair(attempt: Attempt) -> Days:
    """Since it was asked; where it isn't said what, since the first time that something was."""
    asked = [one.asked_on for one in attempt.obj.asked_to_repair]
    one = _asked_for(attempt)
    return Days(one.asked_on if one else min(asked, default=attempt.on), attempt.on)


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


@condition("Er is al een ingebrekestelling over dit bezwaar. Die telt.", moot=True)
def not_in_default_yet(attempt: Attempt) -> bool:
    return attempt.obj.in_default_until is None


def _runs_still(attempt: Attempt) -> str:
    last = day_in_words(attempt.obj.decide_by(attempt.on).on)
    return f"De termijn loopt nog tot en met {last}. Voor die dag telt een brief niet als ingebrekestelling."


@condition(_runs_still)
def term_is_over(attempt: Attempt) -> bool:
    return bool(attempt.obj.decide_by(attempt.on).on < attempt.on)


def _not_late(attempt: Attempt) -> str:
    """The day that is needed, where one was given that is too early."""
    received = attempt.details.get("received_on")
    if received is None:
        return "Vul een datum in."
    if received > attempt.on:
        return "Vul een dag in tot en met vandaag."
    last = attempt.obj.decide_by(received).on
    return (
        f"De termijn liep nog tot en met {day_in_words(last)}. Een brief van daarvoor telt niet als ingebrekestelling"
        " (Awb, artikel 4:17, derde lid)."
    )


@condition(_not_late, asks=True)
def late_already(attempt: Attempt) -> bool:
    received = attempt.details.get("received_on")
    return received is not None and attempt.obj.decide_by(received).on < received <= attempt.on


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


def days_to_be_heard(attempt: Attempt) -> Days:
    """Far enough ahead that the file can lie open and papers can be handed in after the letter came (Awb 7:4)."""
    return Days(attempt.on + INVITED_BEFORE, possible_days.agreed(attempt.on).last)


in_time_to_be_read = can_be_true("hearing_on", days_to_be_heard)


@condition("Zeg hoe laat, waar of op welk nummer, en waar de inwoner het dossier kan lezen.", asks=True)
def says_where_and_when(attempt: Attempt) -> bool:
    place = says(attempt, "hearing_place") and says(attempt, "file_where")
    return place and attempt.details.get("hearing_at") is not None and bool(attempt.details.get("hearing_by"))


@condition(
    "De inwoner is niet voor deze dag uitgenodigd. Nodig eerst uit, of zeg hoe de inwoner met deze dag instemde.",
    asks=True,
)
def invited_or_agreed(attempt: Attempt) -> bool:
    return says(attempt, "agreed") or attempt.details.get("heard_on") == attempt.obj.hearing_on


@condition(
    "Het dossier ligt ten minste een week voor het horen ter inzage (Awb, artikel 7:4, tweede lid). Kijk de dagen na, of zeg"
    " hoe de inwoner met korter instemde.",
    asks=True,
)
def file_lay_open_a_week(attempt: Attempt) -> bool:
    """Shorter or not at all with their agreement (lid 5)."""
    heard, opened = attempt.details.get("heard_on"), attempt.details.get("file_open_on")
    long_enough = heard is not None and opened is not None and opened + FILE_LIES_OPEN <= heard
    return long_enough or says(attempt, "agreed")


@condition("Noem de grond waarop u niet hoort.", asks=True)
def says_why_not_heard(attempt: Attempt) -> bool:
    return bool(attempt.details.get("waived"))


# --- decided (Awb 7:11, 7:12, 7:15) ------------------------------------------------------------------------------


@condition("Hoor de inwoner eerst, of leg vast waarom dat niet hoeft (Awb, artikel 7:2 en 7:3).")
def heard_or_waived(attempt: Attempt) -> bool:
    return attempt.obj.heard_on is not None or bool(attempt.obj.waived)


def _repair_runs(attempt: Attempt) -> str:
    until = max(one.until for one in attempt.obj.asked_to_repair if one.runs(attempt.on))
    return f"De inwoner kan het bezwaar nog aanvullen tot en met {day_in_words(until)}."


@condition(_repair_runs)
def repair_is_over(attempt: Attempt) -> bool:
    return not any(one.runs(attempt.on) for one in attempt.obj.asked_to_repair)


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
    asked = one.asked_to_repair
    late_and_heard = not one.in_time and (bool(one.late_why) or any(row.kind == RepairKind.TE_LAAT for row in asked))
    return late_and_heard or any(row.is_awaited for row in asked if row.kind != RepairKind.TE_LAAT)


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


def open_application(case: Any) -> Any:
    """What was asked for on this case and waits for a decision: one at most."""
    return next((one for one in case.applications.all() if one.is_open), None)


@condition("Hiervoor loopt al een aanvraag.", moot=True)
def nothing_asked_anew(attempt: Attempt) -> bool:
    """What it was taken along with may have come to nothing while the case was closed."""
    one = attempt.obj
    return one.anew_id is None or bool(one.taken_along and not one.anew.is_open)


@condition("Er loopt geen andere aanvraag.", moot=True)
def another_waits(attempt: Attempt) -> bool:
    return any(one.is_open for one in attempt.related("applications"))


@condition(
    "U nam het besluit dat op bezwaar is herroepen. Een ander neemt het nieuwe besluit (Awb, artikel 10:3, derde lid)."
)
def another_decides_anew(attempt: Attempt) -> bool:
    """Of help or an indicatie, whose decision was revoked and not replaced yet: not who took that."""
    revoked = [one for one in attempt.related("objections", "against") if one.revokes and one.replaced_by_id is None]
    return attempt.user_id not in {one.former_by_id for one in revoked if one.against.about == attempt.obj.public_id}


@condition("Kies de brief met het besluit dat ervoor in de plaats kwam.", asks=True)
def names_what_replaces(attempt: Attempt) -> bool:
    one = attempt.details.get("replaced_by")
    return one is not None and one.case_id == attempt.obj.case_id and one.pk != attempt.obj.against_id


measure_can_be_true = can_be_true("measure_on", days_since_receipt)
