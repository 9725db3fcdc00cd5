"""The first call after a report: whether the citizen was spoken with is asked with *Bel en weeg*, and is a contact."""

from typing import Any

from django.utils import timezone

from casework.contacts.models import Contacted
from casework.contacts.operations import record_contact
from casework.contacts.words import Kind
from casework.engine.forms import radio
from casework.engine.noun import Asks
from casework.engine.writes import Write
from roles.actions import Action


class Spoke(Asks):
    def set_up(self) -> None:
        self.form.fields["spoke"] = radio(
            "Hebt u de inwoner gesproken?", (("ja", "Ja, aan de telefoon"), ("nee", "Nee, geen gehoor"))
        )
        self.form.fields["spoke"].initial = "ja"
        self.form.order_fields(["spoke"])

    def details(self) -> dict[str, Any]:
        return {"spoke": self.form.cleaned_data["spoke"] == "ja"}


def called(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Who was spoken with was met. That nobody answered is written down too, and leaves *Maak kennis* to be done."""
    now = timezone.localtime(write.at).time().replace(second=0, microsecond=0)
    reached = bool(details["spoke"])
    record_contact(write, Contacted(kind=Kind.TELEFOON, on=write.on, time=now, reached=reached))
    if reached:
        write.tell("contact_moment.called", "Gebeld met de inwoner", action=Action.WEIGH_CASE)
