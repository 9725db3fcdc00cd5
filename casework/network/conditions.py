"""What must hold of the network before a step."""

from casework.engine.machine import Attempt, condition


@condition(
    "Er is nog niet naar het netwerk gekeken. Voeg een contact toe, of leg vast dat er niemand is.",
    where="wijkweb",
    asks=True,
)
def network_looked_at(attempt: Attempt) -> bool:
    if attempt.details.get("no_network"):
        return True
    return any(contact.removed_at is None for contact in attempt.related("contacts"))
