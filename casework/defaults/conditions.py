"""What must hold before a notice of default is registered, and before the dwangsom is set."""

import datetime as dt
from typing import Any, Final

from casework.cases.conditions import is_about_a_person, is_melding
from casework.defaults.counting import last_day
from casework.engine.conditions import can_be_true, says
from casework.engine.machine import Attempt, another, condition
from casework.engine.possible_days import Days
from casework.engine.words import day_in_words
from casework.vangnet.account_number import can_be_paid


@condition("Een ingebrekestelling gaat over een melding van een inwoner, of over een aanvraag.")
def can_be_late(attempt: Attempt) -> bool:
    return is_melding.test(attempt) and is_about_a_person.test(attempt)


@condition("Er wacht geen besluit, en het onderzoek is gemeld.", moot=True)
def something_waits(attempt: Attempt) -> bool:
    case = attempt.anchor
    applications = case.applications.all()
    return any(one.is_to_be_told for one in applications) or (not applications and case.report_sent_on is None)


def _still_counts(attempt: Attempt) -> str:
    last = day_in_words(last_day(attempt.obj.due_on))
    return f"De dwangsom loopt nog: tot het besluit is verstuurd, en hoogstens tot en met {last}."


@condition(_still_counts)
def last_day_is_known(attempt: Attempt) -> bool:
    """The decision went out, or the 42 days are over (Awb 4:18)."""
    notice = attempt.obj
    return notice.stopped_on is not None or attempt.on > last_day(notice.due_on)


@condition("Zeg waarom er geen dwangsom is.", asks=True)
def says_why_nothing_is_owed(attempt: Attempt) -> bool:
    return not attempt.details.get("nothing_owed") or says(attempt, "motivation")


@condition("Er is geen bedrag te betalen.", moot=True)
def something_is_owed(attempt: Attempt) -> bool:
    return bool(attempt.obj.is_owed)


@condition("De betaling staat al vast.", moot=True)
def not_paid_yet(attempt: Attempt) -> bool:
    return attempt.obj.paid_on is None


@condition("De dwangsom staat in een betaalbestand. Boek of annuleer dat bestand.", moot=True)
def in_no_file(attempt: Attempt) -> bool:
    return attempt.obj.batch_id is None or attempt.obj.paid_on is not None


@condition("Er is nog geen rekeningnummer (IBAN) waarop kan worden betaald. Vul dat eerst in.")
def account_is_known(attempt: Attempt) -> bool:
    return can_be_paid(attempt.obj.payee_iban)


def _set_it(notice: Any) -> set[int]:
    return {*filter(None, (notice.decided_by_id,))}


did_not_set_it = another("U stelde de dwangsom zelf vast. Een ander vult het rekeningnummer in, en betaalt.", _set_it)


@condition("U hebt de dwangsom zelf vastgesteld. Laat een collega de betaling vastleggen.")
def another_decided(attempt: Attempt) -> bool:
    return attempt.sight is None or attempt.sight.user_id != attempt.obj.decided_by_id


def paid(notice: Any, on: dt.date) -> Days:
    """Not before it was set."""
    return Days(notice.decided_on or on, on)


paid_can_be_true: Final = can_be_true("paid_on", lambda attempt: paid(attempt.obj, attempt.on))
