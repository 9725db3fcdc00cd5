"""What must hold before an appointment goes to somebody else."""

from casework.engine.machine import Attempt, condition
from roles.actions import Action
from roles.policy import who_may


def able_to_keep(attempt: Attempt) -> frozenset[int]:
    """Who can see the file and is there, or covered for."""
    around = attempt.surroundings
    return who_may(Action.EDIT_FILE, attempt.anchor, around.staff, recused=around.closed_to)


@condition("Kies een collega die deze zaak mag zien en er is.", asks=True)
def another_can_keep_it(attempt: Attempt) -> bool:
    chosen = attempt.details.get("person")
    return chosen is not None and chosen.pk in able_to_keep(attempt)
