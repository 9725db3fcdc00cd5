"""What must hold before a step of an application."""

from decimal import Decimal
from typing import Any, Final

from django.db.models import prefetch_related_objects

from casework.applications.faults import faults
from casework.applications.lines import Form, day_of, is_granted, is_once, number_of, total_per_week
from casework.applications.states import ApplicationState, SuspensionGround
from casework.applications.terms import decision as decision_term
from casework.applications.terms import leave_out as leave_out_term
from casework.cases.conditions import case_is_open, is_about_a_person, is_melding
from casework.cases.terms import may_apply_without_report
from casework.cases.terms import research as research_term
from casework.engine import possible_days
from casework.engine.conditions import can_be_true, own_mandates, says
from casework.engine.machine import Attempt, another, condition
from casework.engine.mandates import covers
from casework.engine.possible_days import DAY, Days
from casework.engine.words import Json, day_in_words, euros
from casework.law.models import Ground
from casework.products.models import Product
from casework.products.offered import price_of
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


# --- what is decided ---------------------------------------------------------------------------------------------


def _lines(attempt: Attempt) -> list[Json]:
    return list((attempt.details.get("content") or {}).get("lines", ()))


def _what_is_missing(attempt: Attempt) -> str:
    content = attempt.details.get("content") or {"lines": [], "looked_at": [], "care": ""}
    found = faults(content, attempt.obj, attempt.on)
    return "Er ontbreekt nog iets aan het besluit. " + " ".join(dict.fromkeys(one.sentence for one in found))


@condition(_what_is_missing, asks=True)
def says_all_that_a_decision_needs(attempt: Attempt) -> bool:
    content = attempt.details.get("content")
    return content is not None and bool(content["lines"]) and not faults(content, attempt.obj, attempt.on)


@condition("Er is nog geen onderzoeksverslag, en de onderzoekstermijn loopt nog.", where="onderzoek")
def rests_on_research_or_late(attempt: Attempt) -> bool:
    """With the report; where the research took longer than its term the decision demands none, only care (Awb 3:2)."""
    return research_is_reported_or_late.test(attempt)


@condition("Over deze grond beslist u hier niet, of hij is niet in gebruik. Kies een grond van de Wmo.", asks=True)
def grounds_hold(attempt: Attempt) -> bool:
    """The mandate is one under the Wmo: the Jeugdwet or Participatiewet is decided on elsewhere."""
    named = {one["ground"] for one in _lines(attempt)}
    there = {one.pk for one in Ground.objects.filter(pk__in=named, active=True) if one.wmo_decision}
    return named <= there


@condition("Een product is niet meer in gebruik, of de prijs is gewijzigd. Kijk het besluit nog eens na.", asks=True)
def priced_as_it_is(attempt: Attempt) -> bool:
    """What was seen is what is decided: the price of the provider in the year in which the help begins."""
    return not any(_is_priced_otherwise(one) for one in _lines(attempt) if is_granted(one) and one["product"])


def _is_priced_otherwise(one: Json) -> bool:
    if not Product.objects.filter(pk=one["product"], active=True).exists():
        return True
    starts = day_of(one["starts_on"])
    if one["form"] != Form.ZIN or is_once(one) or one["provider"] is None or starts is None:
        return False
    priced = price_of(one["product"], one["provider"], starts.year)
    return priced is not None and priced.price != number_of(one["price"])


@condition("U werkt zelf bij deze aanbieder. Laat dit aan een collega over (Awb 2:4).", asks=True)
def works_for_no_provider(attempt: Attempt) -> bool:
    if attempt.sight is None:
        return True
    named = {one["provider"] for one in _lines(attempt)} - {None}
    return not named & {one.organisation_id for one in attempt.sight.holdings}


def _beyond_mandate(attempt: Attempt) -> str:
    held = own_mandates(attempt, MandateKind.BESLUIT)
    most = max((one.max_amount or Decimal(0) for one in held), default=Decimal(0))
    return (
        f"Dit valt buiten uw mandaat: hoogstens {euros(most)} per week. Kies ‘Bereid voor’; een collega met een groter "
        "mandaat neemt dan het besluit."
    )


@condition(_beyond_mandate, asks=True)
def within_besluit_mandate(attempt: Attempt) -> bool:
    """All that is granted together, per week. The system, which plays back what was decided, has no mandate of its own."""
    if attempt.sight is None:
        return True
    amount = total_per_week(_lines(attempt))
    return any(covers(one, amount=amount) for one in own_mandates(attempt, MandateKind.BESLUIT))


def decision_reaches(attempt: Attempt) -> dict[str, Any]:
    return {"amount": total_per_week(_lines(attempt))}


def prepared_for_another(application: Any) -> set[int]:
    """Whoever prepared what a second person decides on."""
    return {application.prepared_by_id} if application.needs_second and application.prepared_by_id else set()


did_not_prepare_it = another("U bereidde dit besluit zelf voor. Een ander beslist.", prepared_for_another)


def took_the_former(application: Any) -> set[int]:
    """Who took what was revoked, and who prepared that where again a second person decides."""
    prepared = application.former_prepared_by_id if application.needs_second else None
    return {application.former_by_id, prepared} - {None}


did_not_take_the_former = another(
    "U nam of bereidde het besluit voor dat is herroepen. Een ander neemt het nieuwe besluit (Awb, artikel 10:3).",
    took_the_former,
)


@condition(
    "Hierover beslist een tweede persoon. Kies ‘Bereid voor’: een collega met mandaat neemt dan het besluit.", asks=True
)
def a_second_person_decides(attempt: Attempt) -> bool:
    """On a refusal, above an amount, or always, as the municipality has it: on what another prepared, unchanged."""
    lines = _lines(attempt)
    if attempt.sight is None or not attempt.obj.rules(attempt.on).needs_second(lines):
        return True
    application = attempt.obj
    by_another = application.prepared_by_id not in (None, attempt.user_id)
    return by_another and lines == application.content.get("lines")


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
    return says(attempt, "missing")


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
