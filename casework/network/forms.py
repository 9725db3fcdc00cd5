"""A contact of the wijkweb."""

from django import forms

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.network.models import Contact
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
    phone = WordsField(label="Telefoon", longest=40, required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(active=True), label="Organisatie", required=False, empty_label="Geen"
    )

    def set_up(self) -> None:
        # a form in a page and the one on its own page are the same form: no choice is made beforehand
        self.fields["domain"].choices = [("", "Kies een levensgebied"), *LifeDomain.choices]  # type: ignore[attr-defined]
        if isinstance(self.obj, Contact):
            self.initial = {name: getattr(self.obj, name) for name in self.fields}
