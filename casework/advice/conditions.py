"""What must hold before an advice is asked, waited for longer, or written down."""

from casework.engine import possible_days
from casework.engine.conditions import acts_as, can_be_true
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days


def days_to_wait(attempt: Attempt) -> Days:
    """A day after today, that people can still oversee."""
    return Days(attempt.on + possible_days.DAY, possible_days.agreed(attempt.on).last)


def days_it_came(attempt: Attempt) -> Days:
    """Not before it was asked."""
    return Days(attempt.obj.asked_on, attempt.on)


expected_on_a_day_to_come = can_be_true("until", days_to_wait)
came_after_it_was_asked = can_be_true("received_on", days_it_came)


@condition("Dit is aan wie het advies vroeg.")
def asked_for_it(attempt: Attempt) -> bool:
    """Whoever asked for it, or their cover."""
    return acts_as(attempt, attempt.obj.asked_by_id)


@condition("Zeg wat het advies is, of kies het stuk waarin het staat.", asks=True)
def says_what_it_is(attempt: Attempt) -> bool:
    return bool(str(attempt.details.get("answer") or "").strip() or attempt.details.get("piece"))
