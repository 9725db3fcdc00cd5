"""What must hold before a round is finished."""

from casework.engine.machine import Attempt, condition


@condition("De ronde is nog niet geweest. Rond hem af op de dag zelf, of later.")
def the_day_has_come(attempt: Attempt) -> bool:
    return bool(attempt.obj.on <= attempt.on)
