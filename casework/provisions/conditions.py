"""What must hold before a step of a provision."""

from typing import Any, Final

from casework.engine.conditions import can_be_true, says
from casework.engine.machine import Attempt, condition
from casework.provisions import possible_days as days
from casework.provisions.states import Form, ReviewGround, VersionKind


def _day(name: str, span: Any) -> Any:
    return can_be_true(name, lambda attempt: span(attempt.obj, attempt.on))


started_can_be_true: Final = _day("started_on", days.started)
stopped_can_be_true: Final = _day("stopped_on", days.stopped)
deliver_by_can_be_true: Final = can_be_true("deliver_by", lambda attempt: days.delivered_by(attempt.on))
taken_back_can_be_true: Final = _day("taken_back_on", days.taken_back)
paused_can_be_true: Final = _day("paused_from", days.paused)
resumed_can_be_true: Final = _day("resumed_on", days.resumed)
since_can_be_true: Final = _day("since", days.changes)
review_since_can_be_true: Final = _day("since", days.reviewed)
until_can_be_true: Final = _day("until", days.extended)
bridge_can_be_true: Final = _day("until", days.bridged)
suspension_can_be_true: Final = _day("until", days.payment_stops)


@condition("Het besluit is nog niet verstuurd. Verstuur eerst de brief.", where="besluiten")
def decision_was_sent(attempt: Attempt) -> bool:
    return attempt.obj.told_on is not None


@condition("De hulp begint later: de begindatum is nog niet gekomen.")
def start_has_come(attempt: Attempt) -> bool:
    return attempt.obj.starts_on is not None and attempt.obj.starts_on <= attempt.on


@condition("De hulp is nooit begonnen.", moot=True)
def began(attempt: Attempt) -> bool:
    return attempt.obj.started_on is not None


@condition("Er staat al wanneer de hulp is gestopt.", moot=True)
def not_stopped(attempt: Attempt) -> bool:
    return attempt.obj.stopped_on is None


@condition("Dit is hulp die doorloopt: die bestelt u niet.", moot=True)
def is_given_once(attempt: Attempt) -> bool:
    return bool(attempt.obj.once and attempt.obj.form == Form.ZIN)


@condition("Er staat nog niet bij welke leverancier. Kies die met ‘Wijzig’.")
def has_a_provider(attempt: Attempt) -> bool:
    return attempt.obj.provider_id is not None


@condition("Schrijf op wat u bestelt.", asks=True)
def says_what_is_ordered(attempt: Attempt) -> bool:
    return says(attempt, "what")


@condition("Dit is niet in bruikleen.", moot=True)
def is_lent(attempt: Attempt) -> bool:
    return bool(attempt.obj.once and attempt.obj.lent)


@condition("Er staat al wanneer het is teruggehaald.", moot=True)
def not_taken_back(attempt: Attempt) -> bool:
    return attempt.obj.taken_back_on is None


@condition("Er staat al dat het niet (op tijd) lukt.", moot=True)
def no_trouble_yet(attempt: Attempt) -> bool:
    return attempt.obj.cannot_on is None


@condition("Er is niets gemeld dat niet lukt.", moot=True)
def there_is_trouble(attempt: Attempt) -> bool:
    return attempt.obj.cannot_on is not None


@condition("De hulp staat al op pauze.", moot=True)
def not_paused(attempt: Attempt) -> bool:
    return not attempt.obj.is_paused


@condition("De hulp staat niet op pauze.", moot=True)
def paused(attempt: Attempt) -> bool:
    return bool(attempt.obj.is_paused)


@condition("U werkt zelf bij deze aanbieder. Laat dit aan een collega over (Awb 2:4).")
def not_own_employer(attempt: Attempt) -> bool:
    """Nor at the provider that takes its place."""
    if attempt.sight is None:
        return True
    columns = attempt.details.get("columns") or {}
    providers = {attempt.obj.provider_id, columns.get("provider_id")} - {None}
    return not providers & {holding.organisation_id for holding in attempt.sight.holdings}


@condition("Deze hulp heeft geen einddatum.", moot=True)
def has_an_end(attempt: Attempt) -> bool:
    return attempt.obj.ends_on is not None


@condition("Deze hulp heeft geen einddatum, en geen dag om haar opnieuw te bekijken.", moot=True)
def has_a_day(attempt: Attempt) -> bool:
    return attempt.obj.ends_on is not None or attempt.obj.review_on is not None


@condition("U hebt niets gewijzigd.", asks=True)
def something_differs(attempt: Attempt) -> bool:
    columns = attempt.details.get("columns") or {}
    return any(getattr(attempt.obj, name) != value for name, value in columns.items())


@condition(
    "De einddatum moet op of na de begindatum liggen, en niet voor de dag waarop de wijziging ingaat.", asks=True
)
def ends_after_it_starts(attempt: Attempt) -> bool:
    columns = attempt.details.get("columns") or {}
    ends = columns.get("ends_on", attempt.obj.ends_on)
    starts = columns.get("starts_on", attempt.obj.starts_on)
    since = attempt.details.get("since") or starts
    return ends is None or ends >= max(starts, since)


@condition("Kies de grond van de wet.", asks=True)
def names_a_ground(attempt: Attempt) -> bool:
    return attempt.details.get("ground") in ReviewGround.values


@condition("Zeg wat de hulp wordt, of trek haar in.", asks=True)
def says_what_it_becomes(attempt: Attempt) -> bool:
    return bool(attempt.details.get("withdraws")) or something_differs.test(attempt)


@condition("Zeg hoe en wanneer u de inwoner hebt gehoord, of waarom niet (Awb 4:8 en 4:11).", asks=True)
def heard_or_not(attempt: Attempt) -> bool:
    given = attempt.details
    heard = given.get("heard_on") and str(given.get("heard_how") or "").strip()
    if heard and given["heard_on"] > attempt.on:
        return False
    return bool(heard or given.get("not_heard"))


@condition("Dit kan alleen bij een pgb.", moot=True)
def is_a_pgb(attempt: Attempt) -> bool:
    return bool(attempt.obj.form == Form.PGB)


@condition(
    "De verordening van uw gemeente noemt opschorten niet. Staat het er wel in? Vraag functioneel beheer om een lengte bij "
    "de termijn ‘Pgb: betaling opschorten’."
)
def verordening_lets_suspend(attempt: Attempt) -> bool:
    return attempt.surroundings.clock.rule(days.SUSPENSION, attempt.on).length > 0


def _versions(attempt: Attempt) -> list[Any]:
    return list(attempt.obj.versions.all())


@condition("Terugvorderen kan na intrekken of herzien op grond a, als de inwoner het met opzet deed.")
def withdrawn_on_purpose(attempt: Attempt) -> bool:
    return any(one.ground == ReviewGround.A and one.on_purpose for one in _versions(attempt))


@condition("Er is al besloten om terug te vorderen.", moot=True)
def not_recovered_yet(attempt: Attempt) -> bool:
    return not any(one.kind == VersionKind.TERUGGEVORDERD for one in _versions(attempt))


@condition("Vul in welk bedrag terugkomt.", asks=True)
def names_an_amount(attempt: Attempt) -> bool:
    return (attempt.details.get("recovered") or 0) > 0


@condition("Dit komt pas aan de orde als het einde in zicht is.", moot=True)
def was_announced(attempt: Attempt) -> bool:
    return attempt.obj.announced_on is not None


@condition("Een collega bekijkt dit al.", moot=True)
def nobody_looks_yet(attempt: Attempt) -> bool:
    return attempt.obj.looking_by_id is None


@condition("Schrijf op wat er is veranderd.", asks=True)
def says_what_changed(attempt: Attempt) -> bool:
    return says(attempt, "changed")


@condition("Er is al naar gekeken: de hulp loopt af zoals besloten.", moot=True)
def not_looked_at(attempt: Attempt) -> bool:
    return attempt.obj.looked_on is None


@condition("De zaak is niet beëindigd.", moot=True)
def case_was_ended(attempt: Attempt) -> bool:
    return attempt.obj.case_ended_on is not None
