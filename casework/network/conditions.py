"""What must hold of the network and of consent before a step."""

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


@condition("Leg de toestemming van de inwoner vast.", asks=True)
def says_consent(attempt: Attempt) -> bool:
    consent = attempt.details.get("consent")
    return consent is not None and consent.valid(attempt.on)
