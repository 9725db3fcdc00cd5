"""What must hold before a case waits, and before it waits longer."""

from casework.engine import possible_days
from casework.engine.conditions import can_be_true
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days
from casework.waits.states import WaitState


def waiting_days(attempt: Attempt) -> Days:
    """A day after today: whoever looks today doesn't wait."""
    return Days(attempt.on + possible_days.DAY, possible_days.agreed(attempt.on).last)


waits_on_a_day_to_come = can_be_true("until", waiting_days)


@condition("Deze zaak heeft nog geen casusregisseur die kan wachten. Wijs eerst iemand toe.")
def is_directed(attempt: Attempt) -> bool:
    return attempt.anchor.regisseur_id is not None


@condition("Deze zaak wacht al. Wacht langer, of stop eerst met wachten.")
def waits_for_nothing(attempt: Attempt) -> bool:
    return not any(one.state == WaitState.LOOPT for one in attempt.related("waits"))


@condition("De zaak wacht op een advies. Leg dat advies vast, of kies daar een andere dag.", moot=True)
def tells_by_itself(attempt: Attempt) -> bool:
    """Where it waits for an advice, that tells when it came, and by when it does. What follows from it isn't asked."""
    return attempt.sight is None or attempt.obj.advice_id is None
