"""What each step of the meldcode asks. The citizen reads none of it, as long as that isn't safe."""

from typing import Any

from django import forms

from casework.engine.fields import DayField, WordsField
from casework.engine.forms import AsItStandsNow, PersonChoice, StepForm, radio
from casework.engine.needed import When
from casework.engine.telling import Reader
from casework.meldcode.conditions import kept_as, review_days, who_can_join
from casework.meldcode.states import Advised, Weighed


class MeldcodeForm(StepForm):
    def reader_of(self, name: str) -> Reader | None:
        """Nobody but who works on it."""
        return None


class KeepForm(MeldcodeForm):
    kept_why = WordsField(label="Waarom mag de inwoner dit nog niet weten?", long=True, rows=2)

    def set_up(self) -> None:
        self.fields["review_on"] = DayField(
            label="Op welke dag kijkt u daar opnieuw naar?",
            span=review_days(self.today),
            help_text="Hoogstens drie maanden. Die dag staat het op uw lijst.",
        )


class OpenForm(MeldcodeForm):
    """Nothing is asked but whether one is sure; it says what one read when one was."""

    def set_up(self) -> None:
        stands = kept_as(self.obj)
        self.fields["kept_seen"] = forms.CharField(
            required=False, max_length=16, initial=stands, widget=AsItStandsNow(stands)
        )


class BeginForm(KeepForm):
    """Begun at once; what was seen may be written down later that day."""


class SignalsForm(MeldcodeForm):
    signals = WordsField(
        label="Wat zag of hoorde u, wanneer, en van wie?",
        long=True,
        rows=8,
        help_text="Feiten. Is iets uw indruk, of van een ander gehoord? Schrijf dat er dan bij.",
    )


class AdviceForm(MeldcodeForm):
    advised_by = radio("Van wie kreeg u advies?", Advised.choices)
    advice = WordsField(
        label="Wat was het advies?",
        long=True,
        help_text="Advies vraagt u zonder naam: Veilig Thuis hoort dan niet over wie het gaat.",
    )

    def set_up(self) -> None:
        self.happened("advised_on", "Wanneer?")


class TalkForm(MeldcodeForm):
    talked = WordsField(label="Wat is er gezegd, en door wie?", long=True, required=False)
    not_talked_why = WordsField(
        label="Niet gesproken? Zeg waarom dat niet veilig was", long=True, rows=2, required=False
    )

    NEEDED = {"talked_on": When("verplicht, of zeg waarom het niet veilig was", "not_talked_why", ("",))}

    def set_up(self) -> None:
        self.happened("talked_on", "Wanneer sprak u de inwoner?", required=False, initial=None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("talked_on"):
            self.require("talked")
        elif not data.get("not_talked_why") and "talked_on" not in self.errors:
            self.add_error("talked_on", "Zeg op welke dag u sprak, of hieronder waarom dat niet veilig was.")
        if data.get("talked_on") and data.get("not_talked_why"):
            self.add_error("not_talked_why", "U vulde in dat u sprak. Haal dit weg, of haal de dag weg.")
        return data


class WeighForm(MeldcodeForm):
    weighed = radio("Wat is er aan de hand?", Weighed.choices)
    weighing = WordsField(
        label="Waarom weegt u het zo?",
        long=True,
        rows=6,
        help_text="Neem de vijf vragen van het afwegingskader van uw beroep. Kunt u zelf hulp geven? Werkt de inwoner"
        " mee? Wordt het daardoor weer veilig?",
    )


class DecideForm(MeldcodeForm):
    reported = WordsField(
        label="Wat vertelde u aan Veilig Thuis?",
        long=True,
        required=False,
        help_text="Niet meer dan nodig is. Dit mag zonder toestemming (Wmo 2015, artikel 5.2.6).",
    )
    not_reported_why = WordsField(label="Niet gemeld? Zeg waarom", long=True, rows=2, required=False)
    helped = WordsField(label="Welke hulp zet u in, en wie houdt het in de gaten?", long=True)

    def set_up(self) -> None:
        self.happened("reported_on", "Op welke dag meldde u bij Veilig Thuis?", required=False, initial=None)
        self.order_fields(["reported_on", "reported", "not_reported_why", "helped"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reported_on"):
            self.require("reported")
        return data


class JoinForm(MeldcodeForm):
    leads = forms.BooleanField(label="Deze collega leidt het vanaf nu", required=False)

    def set_up(self) -> None:
        self.fields["person"] = PersonChoice(who_can_join(self.attempt()), label="Wie?")
        self.order_fields(["person", "leads"])
