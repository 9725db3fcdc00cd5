"""What a voorlopige indicatie and its steps ask."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms

from casework.engine.fields import DayField, EurosField, WordsField
from casework.engine.forms import PersonChoice, StepForm, _in_order, radio
from casework.engine.noun import Asks
from casework.engine.own_mandate import own_mandate
from casework.engine.possible_days import Days
from casework.engine.telling import Reader
from casework.indicaties import possible_days as indicaties_days
from casework.indicaties.conditions import has_a_running_indicatie, indicatie_deciders
from casework.indicaties.models import AFTER_END_RENEWED, AFTER_END_STOPPED, VoorlopigeIndicatie
from casework.indicaties.operations import default_end
from casework.indicaties.states import IndicatieState
from roles.models import MandateKind
from wijkweb.models import Organisation, OrganisationLayer


class SubmitForm(StepForm):
    def set_up(self) -> None:
        """Nobody to choose: the page says why, and asks nothing."""
        if not (deciders := indicatie_deciders(self.attempt())):
            return
        self.fields["submitted_to"] = PersonChoice(
            deciders,
            label="Aan wie legt u de indicatie voor?",
            help_text="Collega's die er vandaag zijn en dit mogen afgeven.",
        )


class HelpStartedForm(StepForm):
    def set_up(self) -> None:
        self.happened("started_on", "Wanneer is de hulp begonnen?")


class ReviewForm(StepForm):
    ok = radio("Bent u akkoord met deze indicatie?", (("ja", "Ja, akkoord"), ("nee", "Nee, niet akkoord")))
    review_why = WordsField(label="Waarom niet?", long=True, required=False)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("ok") == "nee":
            self.require("review_why")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {"ok": self.cleaned_data["ok"] == "ja", "review_why": self.cleaned_data["review_why"]}


class ExtendForm(StepForm):
    def set_up(self) -> None:
        after = self.obj.ends_on + dt.timedelta(days=1)
        self.comes(
            "until",
            "Tot en met welke dag loopt de hulp?",
            first=after,
            initial=self.obj.ends_on + dt.timedelta(weeks=2),
        )


class WithdrawIndicatieForm(StepForm):
    why = WordsField(label="Waarom trekt u de indicatie in?", long=True)

    def set_up(self) -> None:
        self.fields["heard_how"] = WordsField(label="Hoe hebt u de inwoner gehoord?", longest=160)
        self.happened("heard_on", "Wanneer?")
        self.comes(
            "until",
            "Tot en met welke dag loopt de hulp nog?",
            initial=min(self.obj.ends_on, max(self.today + dt.timedelta(weeks=2), self.obj.starts_on)),
            span=indicaties_days.help_stops(self.obj, self.today),
        )


class AfterEndForm(StepForm):
    """One of two; that there is a new indicatie can only be said where there is one."""

    why = WordsField(label="Waarom is dat goed?", longest=200, required=False)

    def set_up(self) -> None:
        choices = [("gestopt", AFTER_END_STOPPED)]
        if has_a_running_indicatie(self.attempt()):
            choices.insert(0, ("nieuw", AFTER_END_RENEWED))
        self.fields = {"after": radio("Hoe gaat het verder?", choices), **self.fields}

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("after") == "gestopt":
            self.require("why")
        return self.cleaned_data

    def details(self) -> dict[str, Any]:
        return {"renewed": self.cleaned_data["after"] == "nieuw", "why": self.cleaned_data["why"]}


class IndicatieForm(StepForm):
    """A draft; also to change one."""

    what = WordsField(label="Welke hulp?", longest=160, reader=Reader.CITIZEN)
    provider = forms.ModelChoiceField(
        Organisation.objects.filter(active=True, layer=OrganisationLayer.PROFESSIONAL),
        label="Wie geeft de hulp?",
        empty_label="Kies een organisatie",
    )
    frequency = WordsField(label="Hoeveel uren of hoe vaak?", longest=120, reader=Reader.CITIZEN)
    amount_per_week = EurosField(label="Wat kost dit per week, in euro's?", most=Decimal("999999.99"))
    agreed_with = WordsField(label="Met wie is dit afgesproken?", longest=160, reader=Reader.CITIZEN)
    why_now = WordsField(label="Waarom kan dit niet wachten?", long=True)

    @property
    def mandates(self) -> list[Any]:
        """What this person may decide alone: told before they fill anything in."""
        return own_mandate(self.sight, MandateKind.INDICATIE, self.anchor)

    def set_up(self) -> None:
        if isinstance(self.obj, VoorlopigeIndicatie):
            names = (
                "what",
                "provider",
                "frequency",
                "amount_per_week",
                "agreed_with",
                "why_now",
                "starts_on",
                "ends_on",
            )
            self.initial = {name: getattr(self.obj, name) for name in names}
            self.keep("provider", self.obj.provider)
        else:
            starts = self.today
            self.initial = {"starts_on": starts, "ends_on": default_end(self.anchor, self.sight, starts)}
        self.fields["starts_on"] = DayField(label="Begint op", span=indicaties_days.help_starts(self.today))
        self.fields["ends_on"] = DayField(
            label="Loopt tot en met",
            span=indicaties_days.help_ends(self.today),
            help_text="De onderzoekstermijn en twee weken erbij, hoogstens wat uw mandaat toelaat.",
        )

    def clean(self) -> dict[str, Any]:
        _in_order(self, "starts_on", "ends_on")
        return self.cleaned_data


class CorrectIndicatieForm(IndicatieForm):
    """What stands there, to be put right; and what was wrong, which the letter says."""

    why = WordsField(
        label="Wat was er fout?",
        longest=300,
        reader=Reader.CITIZEN,
        help_text="Dit staat in de brief aan de inwoner.",
    )

    def set_up(self) -> None:
        super().set_up()
        del self.fields["why_now"]
        self.fields = {"why": self.fields.pop("why"), **self.fields}


class LastDayOfHelp(Asks):
    """With the end of a case: until when the help that runs goes on."""

    def set_up(self) -> None:
        form = self.form
        running = form.anchor.indicaties.filter(state=IndicatieState.AFGEGEVEN).first()
        if running is None:
            return
        last = max(running.ends_on, form.today)
        form.fields["help_until"] = DayField(
            label="Tot en met welke dag loopt de tijdelijke hulp?",
            span=Days(form.today, last),
            initial=min(last, form.today + dt.timedelta(weeks=2)),
        )

    def details(self) -> dict[str, Any]:
        until = self.form.cleaned_data.get("help_until")
        return {"help_until": until} if until else {}
