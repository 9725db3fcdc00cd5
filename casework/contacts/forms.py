"""What is asked of a contact, in whichever form it is written down."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.utils import timezone

from casework.contacts.operations import Contacted
from casework.contacts.words import Kind, WithWhom
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When, needed
from casework.engine.telling import Reader
from casework.network.models import Contact

A_TIME: Final = "Vul een tijd in, bijvoorbeeld 14.30."
DIRECTIONS: Final = (
    ("uit", "Wij zochten contact"),
    ("geen", "Wij zochten contact: geen gehoor"),
    ("in", "De ander zocht contact"),
)


class ClockField(forms.TimeField):
    """A time of day, as people type it: '14:30' or '14.30'."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"required": A_TIME, "invalid": A_TIME}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M", "%H.%M", "%H:%M:%S"], **kwargs)


def contact_fields(form: StepForm) -> None:
    """Who sought contact, when, and with whom: of who stands in the web, or in free words.

    Who is kept from the citizen isn't offered: with whom it was stands beside the note, for whoever reads that.
    """
    around = [(str(one.pk), _named(one)) for one in _around(form)]
    choices = [(WithWhom.INWONER.value, "De inwoner"), *around, (WithWhom.ANDER.value, "Iemand anders")]
    form.fields["direction"] = forms.ChoiceField(label="Wie zocht contact?", choices=DIRECTIONS, required=False)
    form.fields["with_whom"] = forms.ChoiceField(
        label="Met wie?", choices=choices, initial=WithWhom.INWONER, required=False
    )
    form.fields["name"] = WordsField(
        label="Naam van deze persoon",
        longest=120,
        required=False,
        reader=Reader.CITIZEN,
    )
    needed(form.fields["name"], When("verplicht bij iemand anders", "with_whom", (WithWhom.ANDER,)))
    form.fields["on"] = DayField(
        label="Op welke dag?", span=form.anchor.happened_within(form.today), initial=form.today, required=False
    )
    form.fields["time"] = ClockField(label="Hoe laat?", required=False)


def _around(form: StepForm) -> list[Contact]:
    return [one for one in form.anchor.contacts.all() if one.removed_at is None and not one.shielded]


def _named(one: Contact) -> str:
    return f"{one.name} ({one.relation})" if one.relation else one.name


def refuse_contact(form: StepForm) -> None:
    """What only turns out wrong beside another answer."""
    chosen, data = form.cleaned_data.get("with_whom"), form.cleaned_data
    if chosen == WithWhom.ANDER:
        form.require("name")
    elif data.get("name") and "with_whom" not in form.errors:
        form.add_error("with_whom", "U vulde een naam in. Kies hier dan ‘Iemand anders’, of haal de naam weg.")
    if data.get("time") and data.get("on") == form.today and data["time"] > timezone.localtime().time():
        form.add_error("time", "Dit tijdstip is nog niet geweest.")


def contacted(form: StepForm, kind: str) -> Contacted:
    """The contact that these answers tell of."""
    data = form.cleaned_data
    chosen = data.get("with_whom") or WithWhom.INWONER.value
    contact = next((one for one in _around(form) if str(one.pk) == chosen), None)
    return Contacted(
        kind=Kind(kind),
        incoming=data.get("direction") == "in",
        on=data.get("on") or form.today,
        time=data.get("time") or _now(data.get("on"), form.today),
        with_whom=WithWhom.NETWERK if contact else WithWhom(chosen),
        contact=contact,
        name=contact.name if contact else data.get("name") or "",
        reached=data.get("direction") != "geen",
    )


def _now(on: dt.date | None, today: dt.date) -> dt.time | None:
    """Of what was today and isn't said to be at another time: now. Of another day it isn't known."""
    return None if on and on != today else timezone.localtime().time().replace(second=0, microsecond=0)
