"""What registering and handling a complaint ask."""

from typing import Any

from django import forms

from casework.complaints.conditions import later_than_the_term
from casework.complaints.involved import colleagues
from casework.complaints.states import About, CameBy, Finding, LeftOut, Waived
from casework.engine.fields import WordsField
from casework.engine.forms import PersonChoice, StepForm, radio
from casework.engine.needed import When

_WHOM = {
    "person": When("verplicht bij iemand van ons", "about", (About.MEDEWERKER,)),
    "name": When("verplicht bij een aanbieder", "about", (About.AANBIEDER,)),
}


class AboutForm(StepForm):
    """About whom it is. A name that isn't among the colleagues is written down; who handles it finds out."""

    NEEDED = _WHOM

    def ask_whom(self) -> None:
        self.fields["about"] = radio("Over wie gaat de klacht?", About.choices)
        self.fields["person"] = PersonChoice(colleagues(self.anchor), label="Wie van ons?", required=False)
        self.fields["name"] = WordsField(label="Welke organisatie, of welke naam?", longest=160, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("about") == About.MEDEWERKER:
            self.require("person")
        if data.get("about") == About.AANBIEDER:
            self.require("name")
        return data

    def details(self) -> dict[str, Any]:
        data = super().details()
        if data["about"] != About.MEDEWERKER:
            data["person"] = None
        return data


class ComplaintForm(AboutForm):
    """By a colleague: in the words of whoever complains."""

    how = radio("Hoe kwam de klacht binnen?", [one for one in CameBy.choices if one[0] != CameBy.MIJN_ZAAK])
    text = WordsField(label="Wat is de klacht? (in de woorden van de inwoner)", long=True)

    def set_up(self) -> None:
        self.happened("received_on", "Wanneer kwam de klacht binnen?")
        self.ask_whom()


class OwnComplaintForm(AboutForm):
    """By the citizen, or whoever represents them, today."""

    NEEDED = _WHOM | {"name": When("verplicht bij een organisatie", "about", (About.AANBIEDER,))}
    text = WordsField(label="Wat is er gebeurd, en wat vindt u daarvan?", long=True)

    def set_up(self) -> None:
        self.ask_whom()
        said = {About.AANBIEDER: "Een organisatie die mij helpt", About.ONBEKEND: "Dat weet ik niet"}
        self.fields["about"].choices = [(one.value, said.get(one, one.label)) for one in About]  # type: ignore[attr-defined]
        self.fields["person"].empty_label = "Kies wie het is"  # type: ignore[attr-defined]

    def details(self) -> dict[str, Any]:
        return {**super().details(), "how": CameBy.MIJN_ZAAK, "received_on": self.today}


class TakeUpForm(AboutForm):
    committee = forms.BooleanField(
        label="Een klachtadviescommissie brengt advies uit: dan is de termijn tien weken", required=False
    )

    def set_up(self) -> None:
        self.ask_whom()
        one = self.obj
        self.initial = {"about": one.about, "person": one.person_id, "name": one.name, **self.initial}


class CorrectForm(AboutForm):
    def set_up(self) -> None:
        self.ask_whom()
        one = self.obj
        self.initial = {"about": one.about, "person": one.person_id, "name": one.name, **self.initial}


class AdjournForm(StepForm):
    why = WordsField(label="Waarom duurt het langer? (dit leest de inwoner)", long=True)


class AgreeForm(StepForm):
    def set_up(self) -> None:
        self.comes("agreed_until", "Tot en met welke dag?", span=later_than_the_term(self.attempt()))
        self.fields["how"] = WordsField(
            label="Hoe en wanneer stemde de inwoner in?",
            longest=160,
            help_text="Dat moet op papier staan, bijvoorbeeld in een brief of e-mail.",
        )


class LeaveOutForm(StepForm):
    left_out = radio("Waarom behandelt u de klacht niet? (Awb, artikel 9:8)", LeftOut.choices)
    done = WordsField(label="Leg dat uit (dit leest de inwoner)", long=True)


class HearForm(StepForm):
    waived = forms.ChoiceField(
        label="Is de inwoner gehoord?",
        choices=[("", "Ja"), *((key, f"Nee. {words}") for key, words in Waived.choices)],
        widget=forms.RadioSelect,
        required=False,
    )
    heard = WordsField(
        label="Wat is er gezegd, of waarom is de inwoner niet gehoord? (dit leest de inwoner)", long=True
    )

    NEEDED = {"heard_on": When("verplicht als de inwoner is gehoord", "waived", ("",))}

    def set_up(self) -> None:
        self.happened("heard_on", "Op welke dag?", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("waived"):
            self.require("heard_on")
        return data

    def details(self) -> dict[str, Any]:
        data = super().details()
        return data | {"heard_on": None} if data["waived"] else data


class SettleForm(StepForm):
    finding = radio("Wat is uw oordeel?", Finding.choices)
    found = WordsField(label="Wat vond u? (dit leest de inwoner)", long=True)
    done = WordsField(label="Wat doen wij nu? (dit leest de inwoner)", long=True)


class ResolveForm(StepForm):
    done = WordsField(
        label="Wat is er afgesproken, en hoe weet u dat de inwoner tevreden is? (dit leest de inwoner)", long=True
    )
