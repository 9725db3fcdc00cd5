"""Reporting a care question: one page, one minute."""

from typing import Any

from django import forms

from casework.cases import possible_days as cases_days
from casework.cases.places import kernen_at
from casework.cases.states import CaseKind, Channel, OnBehalf
from casework.engine.fields import WordsField
from casework.engine.forms import radio
from casework.engine.possible_days import Days
from casework.law.models import clock
from casework.people.forms import PersonFields
from casework.people.models import Person
from wijkweb.models import Kern


class ReportForm(PersonFields):
    """A care question comes in. The kern follows from the postcode; nothing typed here is looked up."""

    few_required = True
    PERSON_KIND, PROVISION_KIND = "persoon", "voorziening"

    kind = radio(
        "Wat is het?",
        [
            (CaseKind.VRAAG, "Een vraag: iemand wil informatie of advies"),
            (CaseKind.MELDING, "Een melding (Wmo): de termijn gaat lopen"),
            (CaseKind.SIGNAAL, "Een signaal: iemand maakt zich zorgen over een ander"),
        ],
    )
    question = WordsField(label="De vraag, in de woorden van de inwoner", long=True)
    about = radio(
        "Over wie of wat gaat het?",
        [(PERSON_KIND, "Een inwoner"), (PROVISION_KIND, "Een voorziening of initiatief")],
        initial=PERSON_KIND,
    )
    provision = WordsField(
        label="Welke voorziening of welk initiatief?",
        longest=160,
        required=False,
        help_text="Bijvoorbeeld: de tillift van het zwembad.",
    )
    kern = forms.ModelChoiceField(
        Kern.objects.all(),
        label="Kern",
        required=False,
        empty_label="Volgt uit de postcode",
        help_text="Kies zelf als er geen postcode is.",
    )
    citizen_knows = WordsField(
        label="Weet de inwoner ervan, en hoe?",
        required=False,
        help_text="Bijvoorbeeld: ja, samen besproken. Of: nee, nog niet.",
    )
    on_behalf = radio("Namens wie?", OnBehalf.choices, initial=OnBehalf.ZELF)
    reporter_name = WordsField(label="Naam van wie meldt, als dat een ander is", longest=120, required=False)
    reporter_address = forms.EmailField(
        label="E-mail van wie meldt, als dat een ander is",
        required=False,
        help_text="Die hoort dan dat de melding is opgepakt, en dat zij is afgehandeld. Verder niets.",
    )
    reporter_shielded = forms.BooleanField(
        label="Vertel de inwoner niet wie meldt", required=False, help_text="Bij een signaal gebeurt dat altijd."
    )
    channel = radio("Hoe kwam het binnen?", Channel.choices, initial=Channel.HUISBEZOEK)
    lies = radio(
        "Waar ligt de vraag nu?",
        [("inwoner", "Bij de inwoner zelf; het team helpt"), ("team", "Bij het wijkteam")],
        initial="inwoner",
    )
    urgent = forms.BooleanField(label="Spoed: dit moet vandaag", required=False)

    def set_up(self) -> None:
        super().set_up()
        self.fields["family_name"].required = False  # not where it is about a provision
        counts_from = clock().counts_from("onderzoek", "persoonlijk_plan")
        self.happened("received_on", "Ontvangen op", span=cases_days.received(self.today, counts_from=counts_from))
        # the order of the page, so that the errors on top follow it
        self.order_fields(
            [
                "kind",
                "question",
                "urgent",
                "about",
                "given_name",
                "family_name",
                "birth_date",
                "birth_about",
                "phone",
                "street",
                "postcode",
                "town",
                "kern",
                "language",
                "safe_moment",
                "email",
                "bsn",
                "secret_address",
                "provision",
                "citizen_knows",
            ]
        )

    def part(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names]

    @property
    def first(self) -> list[forms.BoundField]:
        return self.part("kind", "question", "urgent")

    @property
    def who(self) -> list[forms.BoundField]:
        return self.part(
            "given_name", "family_name", "birth_date", "birth_about", "phone", "street", "postcode", "town", "kern"
        )

    @property
    def reach(self) -> list[forms.BoundField]:
        return self.part("language", "safe_moment", "email", "bsn", "secret_address")

    @property
    def how(self) -> list[forms.BoundField]:
        return self.part(
            "citizen_knows",
            "on_behalf",
            "reporter_name",
            "reporter_address",
            "reporter_shielded",
            "lies",
            "channel",
            "received_on",
        )

    def clean(self) -> dict[str, Any]:
        result = super().clean() or self.cleaned_data
        of_person = result.get("about") != self.PROVISION_KIND
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
            "provision": "" if of_person else result["provision"],
            "citizen_knows": result["citizen_knows"],
            "on_behalf": result["on_behalf"],
            "reporter_name": result["reporter_name"],
            "reporter_address": result["reporter_address"],
            "reporter_shielded": result["reporter_shielded"] or result["kind"] == CaseKind.SIGNAAL,
            "lies_with_team": result["lies"] == "team",
            "channel": result["channel"],
            "received_on": result["received_on"],
        }
