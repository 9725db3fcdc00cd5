"""What was written down during a visit is a contact with the citizen, told by nobody a second time."""

from typing import Any

from casework.contacts.models import Contacted
from casework.contacts.operations import record_contact
from casework.contacts.words import Kind
from casework.engine.writes import Write


def visited(write: Write, visit: Any, before: str, details: dict[str, Any]) -> None:
    """Who was visited was met. Not where it ends because the case does; and a visit that came from another file can be
    of before this one: that is no contact here."""
    if write.sight is not None and not write.anchor.happened_within(write.on).refusal(visit.on):
        record_contact(write, Contacted(kind=Kind.BEZOEK, on=visit.on))
