"""A contact of the wijkweb."""

from typing import Any, Final

from django import forms

from casework.engine.fields import WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When
from casework.engine.noun import Asks
from casework.engine.possible_days import EARLIEST, Days
from casework.network.models import Contact, Tie
from casework.people.phones import PhoneWords
from wijkweb.models import LifeDomain, Organisation


class ContactForm(StepForm):
    """A dot: name and relation are asked, all else only where it matters. What is over is told of who stands there."""

    AT_ONCE: Final = ("name", "relation", "strength")  # the rest is folded away
    OF_WHO_IS_THERE: Final = ("tie", "ended_on")
    few_required = True

    name = WordsField(label="Naam", longest=120)
    relation = WordsField(
        label="Wie is dit voor de inwoner?",
        longest=80,
        required=False,
        help_text="Bijvoorbeeld: zus, buurman, dominee.",
    )
    tie = forms.ChoiceField(label="Hoe staat het ermee?", choices=Tie.choices, widget=forms.RadioSelect)
    domain = forms.ChoiceField(label="Levensgebied", choices=LifeDomain.choices)
    phone = PhoneWords(required=False)
    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(active=True), label="Organisatie", required=False, empty_label="Geen"
    )
    is_gp = forms.BooleanField(label="Is huisarts", required=False)
    is_carer = forms.BooleanField(label="Is mantelzorger", required=False)
    for_emergency = forms.BooleanField(label="Bellen in nood", required=False)
    shielded = forms.BooleanField(label="Scherm dit contact af voor de inwoner", required=False)
    ground = WordsField(
        label="Waarom afschermen?", required=False, help_text="Alleen voor de veiligheid of om een ander te beschermen."
    )
    NEEDED = {"ground": When("verplicht bij afschermen", "shielded", ("on",))}

    def set_up(self) -> None:
        # a form in a page and the one on its own page are the same form: no choice is made beforehand
        self.fields["domain"].choices = [("", "Kies een levensgebied"), *LifeDomain.choices]  # type: ignore[attr-defined]
        self.happened(
            "ended_on",
            "Sinds wanneer?",
            by_heart=True,
            required=False,
            initial=None,
            span=Days(EARLIEST, self.today),
            help_text="Alleen als het contact voorbij is of deze persoon overleden is, en u de dag weet.",
        )
        self.order_fields(["name", "relation", "strength", "tie", "ended_on"])
        if isinstance(self.obj, Contact):
            self.initial = {name: getattr(self.obj, name) for name in self.fields}
            self.keep("organisation", self.obj.organisation)
        else:
            self.fields["tie"].required = False
            self.fields["tie"].initial = Tie.NU

    @property
    def at_once(self) -> list[forms.BoundField]:
        """With the domain, where none is known yet; and of who is there already, whether that is still so."""
        asked = [*self.AT_ONCE, *(self.OF_WHO_IS_THERE if isinstance(self.obj, Contact) else ())]
        if not self["domain"].value() or self["domain"].errors:
            asked.append("domain")
        return [self[name] for name in self.fields if name in asked]

    @property
    def folded(self) -> list[forms.BoundField]:
        there = [one.name for one in self.at_once]
        return [one for one in self.visible_fields() if one.name not in there]

    @property
    def opens(self) -> bool:
        """Whether something that is folded away is wrong, or a colleague changed it."""
        return any(one.errors or hasattr(one.field, "theirs") for one in self.folded)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["tie"] = given.get("tie") or Tie.NU
        if "tie" not in self.errors and given["tie"] == Tie.NU and given.get("ended_on"):
            self.add_error("ended_on", "Er is nog contact. Laat deze dag leeg, of kies hierboven wat er veranderde.")
        if given.get("shielded") and not given.get("ground"):
            self.add_error("ground", "Zeg waarom de inwoner dit contact niet mag zien.")
        return given


class DrawnTogetherForm(ContactForm):
    """Where the web is drawn together with whose it is: they say how strong each tie is, if they want to. They look at
    the same screen, so nothing is shielded there."""

    def set_up(self) -> None:
        del self.fields["shielded"], self.fields["ground"]
        strengths = [("", "Niet gevraagd"), *(Contact._meta.get_field("strength").choices or ())]
        self.fields["strength"] = forms.TypedChoiceField(
            label="Hoe sterk is de band, zegt de inwoner zelf?",
            coerce=int,
            empty_value=None,
            widget=forms.RadioSelect,
            required=False,
            choices=strengths,
        )
        super().set_up()


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
