"""What must hold before a visit is told of."""

from casework.engine.machine import Attempt, condition


@condition("Het bezoek is nog niet geweest. Leg het vast op de dag zelf, of later.")
def the_day_has_come(attempt: Attempt) -> bool:
    return bool(attempt.obj.on <= attempt.on)
