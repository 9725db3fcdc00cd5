"""What must hold before something is shared, longer or no more."""

from casework.engine import possible_days
from casework.engine.conditions import can_be_true
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days
from casework.sharing.states import Rests


def lasting_days(attempt: Attempt) -> Days:
    """A day after today, no further than one agrees to last."""
    return possible_days.lasting(attempt.on)


until_a_day_to_come = can_be_true("until", lasting_days)


@condition("Dit berust niet op uw toestemming, maar op de wet. Bel ons als u vragen hebt.")
def is_asked(attempt: Attempt) -> bool:
    """It rests on the citizen's say, which they can take back."""
    return attempt.obj.rests in (Rests.TOESTEMMING, Rests.GEMEENTE)


@condition("Dit loopt niet vanzelf af.", moot=True)
def ends_by_itself(attempt: Attempt) -> bool:
    return attempt.obj.until is not None


@condition("Dit loopt al af.", moot=True)
def is_not_left_to_end(attempt: Attempt) -> bool:
    return not attempt.obj.left_to_end


@condition("Zeg hoe de inwoner opnieuw toestemming gaf.", asks=True)
def says_how(attempt: Attempt) -> bool:
    return not is_asked.test(attempt) or bool(attempt.details.get("how") and attempt.details.get("given_by"))


@condition("Leg de toestemming van de inwoner vast.", asks=True)
def says_consent(attempt: Attempt) -> bool:
    consent = attempt.details.get("consent")
    return consent is not None and consent.valid(attempt.on)
