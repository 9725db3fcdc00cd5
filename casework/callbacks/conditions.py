"""What must hold before a step on a call-back."""

from casework.engine.machine import Attempt, condition


@condition("Dit is aan wie het verzoek aannam.")
def took_it(attempt: Attempt) -> bool:
    return attempt.sight is not None and attempt.obj.taken_by_id in attempt.sight.acts_for
