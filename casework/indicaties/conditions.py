"""What must hold before a step of a voorlopige indicatie, and who may decide on one."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from casework.applications.states import ApplicationState
from casework.cases import possible_days as cases_days
from casework.cases.states import CaseKind
from casework.engine.conditions import acts_as, can_be_true, own_mandates, running_here, says, says_why
from casework.engine.machine import Attempt, another, condition
from casework.engine.mandates import covers, holders
from casework.engine.words import euros
from casework.goals.conditions import _active_goals
from casework.indicaties import possible_days as indicaties_days
from casework.indicaties.states import IndicatieState
from casework.provisions.granted import GRANTED
from roles.models import MandateKind


@condition("U hebt geen mandaat voor een voorlopige indicatie.")
def holds_indicatie_mandate(attempt: Attempt) -> bool:
    return bool(own_mandates(attempt, MandateKind.INDICATIE))


did_not_issue = another(
    "U gaf deze indicatie zelf af. Een ander toetst.", lambda one: {*filter(None, (one.issued_by_id,))}
)


@condition("Dit is aan wie het concept maakte.")
def is_maker(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.obj.made_by_id)


@condition("Dit is aan wie de indicatie afgaf.")
def is_issuer(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.obj.issued_by_id)


@condition("Dit is aan wie de indicatie kreeg voorgelegd.")
def is_submitted_to(attempt: Attempt) -> bool:
    return bool(attempt.user_id == attempt.obj.submitted_to_id)


@condition(
    "Een doel met maatwerk vraagt een toegekende aanvraag of een lopende voorlopige indicatie.", where="besluiten"
)
def maatwerk_rests_on_a_decision(attempt: Attempt) -> bool:
    if not any(goal.ground.maatwerk for goal in _active_goals(attempt)):
        return True
    return any(one.state in GRANTED for one in attempt.related("provisions")) or any(
        one.state == IndicatieState.AFGEGEVEN for one in attempt.related("indicaties")
    )


@condition("Een voorlopige indicatie kan alleen voor een inwoner, op een melding.", where="stap/zet-om")
def on_a_melding_of_a_person(attempt: Attempt) -> bool:
    return attempt.anchor.person_id is not None and attempt.anchor.kind == CaseKind.MELDING


@condition("Er is al een voorlopige indicatie. Rond die eerst af.", where="besluiten")
def none_is_unsettled(attempt: Attempt) -> bool:
    return not any(one.state in IndicatieState.UNSETTLED for one in attempt.anchor.indicaties.all())


@condition("U werkt zelf bij deze aanbieder. Laat dit aan een collega over (Awb 2:4).")
def not_own_employer(attempt: Attempt) -> bool:
    """Nor at the provider that takes its place, where an indicatie is corrected."""
    if attempt.sight is None:
        return True
    providers = {attempt.obj.provider_id, getattr(attempt.details.get("provider"), "pk", None)} - {None}
    return not providers & {holding.organisation_id for holding in attempt.sight.holdings}


def _indicatie_bounds(attempt: Attempt) -> str:
    mine = own_mandates(attempt, MandateKind.INDICATIE)
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
        for one in own_mandates(attempt, MandateKind.INDICATIE)
    )


@condition("Er loopt al een voorlopige indicatie. Verleng die, of trek die eerst in.", where="besluiten")
def no_running_indicatie(attempt: Attempt) -> bool:
    return not any(
        one.state == IndicatieState.AFGEGEVEN and one.pk != attempt.obj.pk for one in attempt.related("indicaties")
    )


@condition("Kies een collega die dit mandaat heeft en er vandaag is.", asks=True)
def submitted_to_a_mandate_holder(attempt: Attempt) -> bool:
    chosen = attempt.details.get("submitted_to")
    return chosen is not None and chosen.pk in indicatie_deciders(attempt)


def _highest_help(attempt: Attempt) -> str:
    """How far anyone reaches who may be asked, as the vangnet tells it."""
    most = max((one for held in _other_deciders(attempt).values() for one in held), key=reaches, default=None)
    if most is None:
        return (
            "Er is vandaag niemand anders met een mandaat voor een voorlopige indicatie. Vraag uw teamleider om hulp."
        )
    return (
        f"Niemand anders mag deze indicatie afgeven. Het hoogste mandaat is {euros(most.max_amount)} per week en "
        f"{most.max_weeks} weken. Pas de indicatie aan, of vraag uw teamleider om hulp."
    )


def reaches(mandate: Any) -> tuple[Decimal, int]:
    return mandate.max_amount or Decimal(0), mandate.max_weeks or 0


@condition(_highest_help)
def somebody_may_issue(attempt: Attempt) -> bool:
    return bool(indicatie_deciders(attempt))


@condition("De periode van deze indicatie is voorbij. Kies een einddatum vanaf vandaag.")
def period_is_not_over(attempt: Attempt) -> bool:
    return not indicaties_days.help_ends(attempt.on).refusal(attempt.obj.ends_on)


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
    result = holders(MandateKind.INDICATIE, attempt.anchor, attempt.staff, running_here(attempt))
    return {user_id: held for user_id, held in result.items() if user_id != attempt.user_id and user_id not in own}


@condition("De hulp is al begonnen.", moot=True)
def help_not_started(attempt: Attempt) -> bool:
    return attempt.obj.help_started_on is None


@condition("De hulp is al begonnen. Moet zij eerder stoppen? Kies ‘Trek in’. Moet zij langer duren? Kies ‘Verleng’.")
def help_has_yet_to_begin(attempt: Attempt) -> bool:
    """What was given can't be given otherwise any more: from then on it is a new decision."""
    return attempt.obj.help_started_on is None


# what a corrected indicatie may say otherwise; why help couldn't wait stays as it was told
CORRECTED: Final = ("what", "provider", "frequency", "amount_per_week", "agreed_with", "starts_on", "ends_on")


@condition("U hebt niets gewijzigd. Verbeter wat er fout was.", asks=True)
def says_what_is_different(attempt: Attempt) -> bool:
    return any(attempt.details.get(name) != getattr(attempt.obj, name) for name in CORRECTED)


@condition("De einddatum moet op of na de begindatum liggen.", asks=True)
def corrected_ends_after_it_starts(attempt: Attempt) -> bool:
    starts, ends = attempt.details.get("starts_on"), attempt.details.get("ends_on")
    return starts is None or ends is None or ends >= starts


def _correction_bounds(attempt: Attempt) -> str:
    most = max(usable_mandates(attempt), key=reaches, default=None)
    if most is None:
        return "Er is vandaag geen mandaat voor een voorlopige indicatie. Vraag functioneel beheer."
    return (
        f"Dit valt buiten het mandaat: hoogstens {euros(most.max_amount)} per week en {most.max_weeks} weken. "
        "Maak het bedrag of de periode kleiner, of vraag een collega met een groter mandaat."
    )


@condition(_correction_bounds, asks=True)
def corrected_within_mandate(attempt: Attempt) -> bool:
    """As it is corrected; the leader without a mandate of their own has the largest of the team, as for an extension."""
    if attempt.sight is None:
        return True
    reach = help_as_corrected(attempt)
    return any(covers(one, **reach) for one in usable_mandates(attempt))


@condition("De indicatie is al getoetst.", moot=True)
def not_reviewed(attempt: Attempt) -> bool:
    return attempt.obj.reviewed_on is None


@condition("Zeg waarom u niet akkoord bent.", asks=True)
def disagreement_says_why(attempt: Attempt) -> bool:
    return bool(attempt.details.get("ok")) or says(attempt, "review_why")


@condition("Een collega was niet ‘niet akkoord’, of er is al op geantwoord.", moot=True)
def review_waits_for_an_answer(attempt: Attempt) -> bool:
    return attempt.obj.review_ok is False and attempt.obj.review_answered_on is None


def _taken_over_by(attempt: Attempt) -> Any:
    """The help by a decision that takes its place, if one was named for it."""
    named = attempt.obj.taken_over_by
    return named if named is not None and named.state in GRANTED else None


def _was_refused(attempt: Attempt) -> bool:
    """Whether the last answer on the case, since it was issued, granted nothing."""
    applications = attempt.related("applications")  # the last received first
    last = next((one for one in applications if one.state == ApplicationState.BESLOTEN), None)
    if last is None or last.decided_on < attempt.obj.issued_on or any(one.is_open for one in applications):
        return False
    return not any(one.application_id == last.pk and one.state in GRANTED for one in attempt.related("provisions"))


def _why_no_extension(attempt: Attempt) -> str:
    if _taken_over_by(attempt) is None:
        return (
            "De aanvraag is afgewezen: er komt geen besluit meer om op te wachten. Trek de hulp in met een laatste dag."
        )
    return "Er is al een besluit op de aanvraag, en dat is al begonnen."


@condition(_why_no_extension)
def no_decision_yet(attempt: Attempt) -> bool:
    """Or one that still has to begin: until then the help goes on."""
    decided = _taken_over_by(attempt)
    return not _was_refused(attempt) if decided is None else bool(decided.starts_on > attempt.on)


@condition("Verleng hoogstens tot en met de dag voordat het besluit begint.", asks=True)
def up_to_the_decision(attempt: Attempt) -> bool:
    decided, until = _taken_over_by(attempt), attempt.details.get("until")
    return decided is None or until is None or bool(until < decided.starts_on)


@condition("De nieuwe einddatum moet na de huidige liggen.", asks=True)
def extends(attempt: Attempt) -> bool:
    until = attempt.details.get("until")
    return until is not None and until > attempt.obj.ends_on


def _extension_bounds(attempt: Attempt) -> str:
    weeks = max((one.max_weeks or 0 for one in usable_mandates(attempt)), default=0)
    return f"Een verlenging kan hoogstens {weeks} weken na de huidige einddatum lopen: verder reikt geen mandaat."


@condition(_extension_bounds, asks=True)
def extension_within_mandate(attempt: Attempt) -> bool:
    """At most the weeks of the mandate, from the present end. The leader without one has the largest of the team."""
    until = attempt.details.get("until")
    if attempt.sight is None or until is None:
        return True
    weeks = weeks_more(attempt.obj, until)
    return any(covers(one, amount=attempt.obj.amount_per_week, weeks=weeks) for one in usable_mandates(attempt))


def usable_mandates(attempt: Attempt) -> list[Any]:
    """One's own; of the leader without one those of the team."""
    return own_mandates(attempt, MandateKind.INDICATIE) or [
        one for one in running_here(attempt) if one.kind == MandateKind.INDICATIE
    ]


def weeks_of(first: dt.date, last: dt.date) -> int:
    """Whole or begun weeks from the first up to and including the last day."""
    return -(-((last - first).days + 1) // 7)


def weeks_more(indicatie: Any, until: dt.date) -> int:
    """How many (begun) weeks an extension adds."""
    more: int = (until - indicatie.ends_on).days
    return -(-more // 7)


@condition("Leg vast hoe en wanneer u de inwoner hebt gehoord.", asks=True)
def citizen_was_heard(attempt: Attempt) -> bool:
    if attempt.sight is None:
        return True
    heard_on = attempt.details.get("heard_on")
    span = cases_days.happened(attempt.anchor, attempt.on)
    return bool(attempt.details.get("heard_how")) and heard_on is not None and not span.refusal(heard_on)


@condition("De hulp stopt vandaag al vanzelf. Intrekken kan niet meer.")
def help_goes_on(attempt: Attempt) -> bool:
    return bool(attempt.obj.ends_on > attempt.on)


@condition("Kies een dag na vandaag als laatste dag van de hulp, en niet later dan de hulp al zou stoppen.", asks=True)
def ends_in_the_future(attempt: Attempt) -> bool:
    """Withdrawing makes help shorter; longer is an extension, with its own mandate."""
    until = attempt.details.get("until")
    return until is not None and not indicaties_days.help_stops(attempt.obj, attempt.on).refusal(until)


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
    return any(one.state == IndicatieState.AFGEGEVEN for one in attempt.related("indicaties"))


# --- how far a mandate must go -----------------------------------------------------------------------------------


def help_as_it_is(attempt: Attempt) -> dict[str, Any]:
    return {"amount": attempt.obj.amount_per_week, "weeks": attempt.obj.weeks}


def help_as_corrected(attempt: Attempt) -> dict[str, Any]:
    starts, ends = attempt.details.get("starts_on"), attempt.details.get("ends_on")
    weeks = weeks_of(starts, ends) if starts and ends else None
    return {"amount": attempt.details.get("amount_per_week"), "weeks": weeks}


def help_as_extended(attempt: Attempt) -> dict[str, Any]:
    until = attempt.details.get("until")
    return {"amount": attempt.obj.amount_per_week, "weeks": weeks_more(attempt.obj, until) if until else None}


def help_per_week(attempt: Attempt) -> dict[str, Any]:
    return {"amount": attempt.obj.amount_per_week, "weeks": None}


@condition("De hulp is nooit begonnen.", moot=True)
def help_began(attempt: Attempt) -> bool:
    return attempt.obj.help_started_on is not None


@condition("Er staat al wanneer de hulp is gestopt.", moot=True)
def help_not_stopped(attempt: Attempt) -> bool:
    return attempt.obj.help_stopped_on is None


@condition("Er staat al dat het niet (op tijd) lukt.", moot=True)
def no_trouble_yet(attempt: Attempt) -> bool:
    return attempt.obj.cannot_on is None


@condition("Er is niets gemeld dat niet lukt.", moot=True)
def there_is_trouble(attempt: Attempt) -> bool:
    return attempt.obj.cannot_on is not None


stopped_can_be_true: Final = can_be_true(
    "stopped_on", lambda attempt: indicaties_days.help_stopped(attempt.obj, attempt.on)
)
