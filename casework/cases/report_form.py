"""Reporting a care question: one page, one minute, one question after another. What was chosen reveals the next (report.css)."""

import uuid
from typing import Any, Final

from django import forms
from django.utils.html import format_html

from casework.cases import possible_days as cases_days
from casework.cases.places import kernen_at
from casework.cases.states import CaseKind, Channel, OnBehalf
from casework.engine.fields import WordsField, read_day
from casework.engine.forms import radio
from casework.engine.needed import When
from casework.engine.possible_days import Days
from casework.law.models import clock
from casework.people.forms import PersonFields
from casework.people.models import Person
from roles.matrix import Role
from roles.policy import Sight
from wijkweb.models import Kern

# whoever picks up the phone reports what was told there; all others sit at the table
USUAL: Final = {Role.ADMINISTRATIE: Channel.TELEFOON}


def usual_channel(sight: Sight) -> Channel:
    """How a question mostly comes in with somebody of these roles."""
    usual = {USUAL.get(Role(one.role), Channel.HUISBEZOEK) for one in sight.holdings}
    return usual.pop() if len(usual) == 1 else Channel.HUISBEZOEK


def _kind(kind: CaseKind, name: str, words: str) -> tuple[str, str]:
    return kind.value, format_html('<span class="wt-choice__name">{}</span> {}', name, words)


class ReportForm(PersonFields):
    """A care question comes in. The kern follows from the postcode; nothing typed here is looked up."""

    token: uuid.UUID | None = None  # of a form that goes on with a draft: that draft's key
    few_required = True
    PERSON_KIND, PROVISION_KIND = "persoon", "voorziening"

    kind = radio(
        "Wat is het?",
        [
            _kind(CaseKind.MELDING, "Melding", "iemand heeft hulp nodig"),
            _kind(CaseKind.VRAAG, "Vraag", "informatie of advies"),
            _kind(CaseKind.SIGNAAL, "Signaal", "zorgen om iemand anders"),
        ],
    )
    question = WordsField(label="De vraag, in eigen woorden", long=True, rows=3)
    about = radio(
        "Over wie of wat gaat het?",
        [(PERSON_KIND, "Een inwoner"), (PROVISION_KIND, "Een voorziening")],
        initial=PERSON_KIND,
        required=False,
    )
    provision = WordsField(
        label="Welke voorziening of welk initiatief?",
        longest=160,
        required=False,
        help_text="Bijvoorbeeld: de tillift van het zwembad. Zoiets meldt u als vraag.",
    )
    kern = forms.ModelChoiceField(
        Kern.objects.all(),
        label="Kern",
        required=False,
        empty_label="Volgt uit de postcode",
    )
    citizen_knows = WordsField(
        label="Weet de inwoner ervan, en hoe?",
        required=False,
        help_text="Bijvoorbeeld: ja, samen besproken. Of: nee, nog niet.",
    )
    on_behalf = forms.ChoiceField(
        label="Wie vraagt het?", choices=OnBehalf.choices, initial=OnBehalf.ZELF, required=False
    )
    reporter_name = WordsField(label="Naam van wie meldt", longest=120, required=False)
    reporter_address = forms.EmailField(
        label="E-mail van wie meldt",
        required=False,
        help_text="Die hoort dan dat de melding is opgepakt, en dat zij is afgehandeld. Verder niets.",
    )
    reporter_shielded = forms.BooleanField(
        label="Vertel de inwoner niet wie meldt", required=False, help_text="Bij een signaal gebeurt dat altijd."
    )
    channel = forms.ChoiceField(label="Hoe kwam het binnen?", choices=Channel.choices, required=False)
    lies = radio(
        "Waar ligt de vraag nu?",
        [("inwoner", "Bij de inwoner"), ("team", "Bij het wijkteam")],
        initial="inwoner",
        required=False,
    )
    urgent = forms.BooleanField(label="Spoed: dit moet vandaag", required=False)

    NEEDED = {
        "family_name": When("verplicht bij een inwoner", "about", (PERSON_KIND,)),
        "provision": When("verplicht bij een voorziening", "about", (PROVISION_KIND,)),
        "kern": When("verplicht zonder postcode"),
        "citizen_knows": When("verplicht bij een signaal", "kind", (CaseKind.SIGNAAL,)),
        "reporter_name": When("verplicht met een e-mailadres"),
    }
    ANOTHER: Final = (
        "citizen_knows",
        "reporter_name",
        "reporter_address",
        "reporter_shielded",
    )  # asked where another than the citizen asks
    # chosen beforehand, as it mostly is: there is nothing one has to fill in
    CHOSEN: Final = ("about", "on_behalf", "channel", "lies")
    # as the page has them, so that the errors on top follow it
    ORDER: Final = (
        "kind",
        "question",
        "urgent",
        "about",
        "given_name",
        "family_name",
        "birth_date",
        "phone",
        "street",
        "town",
        "provision",
        "postcode",
        "kern",
        "birth_about",
        "language",
        "safe_moment",
        "email",
        "bsn",
        "secret_address",
        "channel",
        "on_behalf",
        "citizen_knows",
        "reporter_name",
        "reporter_address",
        "reporter_shielded",
        "lies",
        "received_on",
    )

    def set_up(self) -> None:
        super().set_up()
        self.fields["family_name"].required = False  # not where it is about a provision
        self.fields["channel"].initial = usual_channel(self.sight)
        counts_from = clock().counts_from("onderzoek", "persoonlijk_plan")
        self.happened("received_on", "Ontvangen op", span=cases_days.received(self.today, counts_from=counts_from))
        self.order_fields(self.ORDER)

    def part(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def name(self) -> list[forms.BoundField]:
        return self.part("given_name", "family_name")

    @property
    def home(self) -> list[forms.BoundField]:
        return self.part("street", "town")

    @property
    def reach(self) -> list[forms.BoundField]:
        return self.part("birth_about", "language", "safe_moment", "email", "bsn", "secret_address")

    @property
    def told_by_another(self) -> list[forms.BoundField]:
        return self.part(*self.ANOTHER)

    @property
    def says_more(self) -> bool:
        """Whether something stands in what is folded away."""
        return any(field.value() for field in self.reach)

    @property
    def is_of_today(self) -> bool:
        """Whether it came in today, as it mostly does: then the day stays folded."""
        value = self["received_on"].value()
        return value == self.today or read_day(str(value or "")) == self.today

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        for name in self.CHOSEN:
            if name not in self.errors:
                result[name] = result.get(name) or self.fields[name].initial
        of_person = result.get("about") != self.PROVISION_KIND
        self._forget_what_was_not_asked(of_person=of_person)
        if of_person:
            self.require("family_name")
            if result.get("received_on"):
                self.refuse_day("birth_date", Days(last=result["received_on"]))
        else:
            self.require("provision")
            if result.get("kind") not in (None, "", CaseKind.VRAAG):
                self.add_error("kind", "Een voorziening of initiatief meldt u als vraag.")
        if result.get("kind") == CaseKind.SIGNAAL and not result.get("citizen_knows"):
            self.add_error("citizen_knows", "Zeg of de inwoner van het signaal weet. ‘Nog niet’ mag ook.")
        if result.get("reporter_address") and not result.get("reporter_name"):
            self.add_error("reporter_name", "Vul ook de naam in van wie meldt.")
        if not result.get("kern") and "postcode" not in self.errors:
            self._kern_from(result.get("postcode") or "" if of_person else "")
        return result

    def _forget_what_was_not_asked(self, *, of_person: bool) -> None:
        """What was typed before another answer hid it counts for nothing, and is never wrong."""
        data = self.cleaned_data
        hidden = {"provision"} if of_person else {*self.PERSON, "birth_about", "bsn"}
        if data.get("on_behalf") == OnBehalf.ZELF and data.get("kind") != CaseKind.SIGNAAL:
            hidden |= set(self.ANOTHER)
        for name in hidden & self.fields.keys():
            self.errors.pop(name, None)
            data[name] = None

    def _kern_from(self, postcode: str) -> None:
        """The kern of the first four digits; one that serves more kernen, or none, asks for a choice."""
        kernen = kernen_at(postcode, Kern.objects.all())
        if len(kernen) == 1:
            self.cleaned_data["kern"] = kernen[0]
        elif kernen:
            self.add_error("kern", "Bij deze postcode horen meer kernen. Kies er een.")
        else:
            self.add_error("kern", "Vul een postcode uit de gemeente in, of kies de kern.")

    def details(self) -> dict[str, Any]:
        result = self.cleaned_data
        of_person = result["about"] == self.PERSON_KIND
        person = Person(**self.person_fields(), bsn=result["bsn"]) if of_person else None
        return {
            "kind": result["kind"],
            "question": result["question"],
            "urgent": result["urgent"],
            "kern": result["kern"],
            "person": person,
            "provision": result["provision"] or "",
            "citizen_knows": result["citizen_knows"] or "",
            "on_behalf": result["on_behalf"],
            "reporter_name": result["reporter_name"] or "",
            "reporter_address": result["reporter_address"] or "",
            "reporter_shielded": bool(result["reporter_shielded"]) or result["kind"] == CaseKind.SIGNAAL,
            "lies_with_team": result["lies"] == "team",
            "channel": result["channel"],
            "received_on": result["received_on"],
        }
