"""What must hold before a step of a household."""

from casework.engine.machine import Attempt, condition
from roles.actions import Action
from roles.policy import who_may


def who_can_direct(attempt: Attempt) -> frozenset[int]:
    """Who leads cases in the team, and knows nobody there privately."""
    return who_may(Action.LEAD_CASE, attempt.anchor, attempt.staff, recused=attempt.surroundings.closed_to)


@condition("Kies een collega van het team die er is.", asks=True)
def directs_from_the_team(attempt: Attempt) -> bool:
    chosen = attempt.details.get("regisseur")
    return chosen is not None and chosen.pk in who_can_direct(attempt)
