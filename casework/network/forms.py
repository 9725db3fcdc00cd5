"""A contact of the wijkweb."""

from typing import Any

from django import forms

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.engine.noun import Asks
from casework.network.models import Contact
from casework.people.phones import PhoneWords
from wijkweb.models import LifeDomain, Organisation


class ContactForm(StepForm):
    name = WordsField(label="Naam", longest=120)
    relation = WordsField(
        label="Wie is dit voor de inwoner?",
        longest=80,
        required=False,
        help_text="Bijvoorbeeld: zus, buurman, dominee.",
    )
    domain = forms.ChoiceField(label="Levensgebied", choices=LifeDomain.choices)
    strength = forms.TypedChoiceField(
        label="Hoe sterk is de band?",
        coerce=int,
        widget=forms.RadioSelect,
        initial=2,
        choices=Contact._meta.get_field("strength").choices or (),
    )
    phone = PhoneWords(required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(active=True), label="Organisatie", required=False, empty_label="Geen"
    )

    def set_up(self) -> None:
        # a form in a page and the one on its own page are the same form: no choice is made beforehand
        self.fields["domain"].choices = [("", "Kies een levensgebied"), *LifeDomain.choices]  # type: ignore[attr-defined]
        if isinstance(self.obj, Contact):
            self.initial = {name: getattr(self.obj, name) for name in self.fields}
            self.keep("organisation", self.obj.organisation)


class NobodyAround(Asks):
    """With the plan of a case: whether the network was looked at, where nobody stands in it."""

    def set_up(self) -> None:
        if self.form.anchor.contacts.filter(removed_at=None).exists():
            return
        self.form.fields["no_network"] = forms.BooleanField(
            label="Er is naar het netwerk gekeken: er is niemand",
            required=False,
            help_text="Is er wel iemand? Voeg die eerst toe aan het wijkweb.",
        )

    def details(self) -> dict[str, Any]:
        asked = "no_network" in self.form.fields
        return {"no_network": self.form.cleaned_data["no_network"]} if asked else {}
