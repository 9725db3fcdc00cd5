"""What must hold before a step on a call-back."""

from casework.engine.machine import Attempt, condition


@condition("Zeg wat er is gezegd.", asks=True)
def says_what(attempt: Attempt) -> bool:
    said = attempt.details.get("said")
    return said is not None and bool(said.text.strip())


@condition("Dit is aan wie het verzoek aannam.")
def took_it(attempt: Attempt) -> bool:
    return attempt.sight is not None and attempt.obj.taken_by_id in attempt.sight.acts_for
