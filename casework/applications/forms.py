"""What an application and the steps to its decision ask."""

import datetime as dt
from typing import Any

from django import forms

from casework.applications import possible_days as applications_days
from casework.applications.conditions import later_decision
from casework.applications.models import SuspensionGround
from casework.applications.operations import application_span
from casework.applications.states import ApplicationState
from casework.cases import possible_days as cases_days
from casework.cases.states import Outcome
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm, _in_order, radio
from casework.engine.noun import Asks
from casework.law.models import WMO, Ground


class ApplicationForm(StepForm):
    what = WordsField(label="Wat vraagt de inwoner aan?")

    def set_up(self) -> None:
        span = application_span(self.anchor, self.today)
        if span.first > self.today:  # too early for any day: the door tells which law says so
            span = cases_days.happened(self.anchor, self.today)
        self.happened("received_on", "Wanneer kwam de aanvraag binnen?", span=span)
        self.fields["report_signed"] = forms.BooleanField(
            label="Het ondertekende verslag is de aanvraag", required=False
        )


class GrantForm(StepForm):
    number = WordsField(label="Besluitnummer", longest=40)
    ground = forms.ModelChoiceField(
        Ground.objects.filter(active=True, maatwerk=True, article__istartswith=WMO),
        label="Op welke grond?",
        empty_label="Kies een grond",
    )
    frequency = WordsField(label="Hoeveel uren of hoe vaak?", longest=120)
    motivation = WordsField(label="Waarom? (dit leest de inwoner)", long=True, rows=6)

    def set_up(self) -> None:
        span = applications_days.grant_starts(self.obj, self.today)
        self.fields["starts_on"] = DayField(label="Begint op", initial=self.today, span=span)
        self.fields["ends_on"] = DayField(label="Loopt tot en met", initial=self.today + dt.timedelta(days=364))

    def clean(self) -> dict[str, Any]:
        _in_order(self, "starts_on", "ends_on")
        if (starts := self.cleaned_data.get("starts_on")) and "ends_on" not in self.errors:
            self.refuse_day("ends_on", applications_days.grant_ends(starts))
        return self.cleaned_data


class RejectForm(StepForm):
    number = WordsField(label="Besluitnummer", longest=40)
    motivation = WordsField(label="Waarom? (dit leest de inwoner)", long=True, rows=6)


class SuspendForm(StepForm):
    ground = radio("Waarom staat de termijn stil?", SuspensionGround.choices)

    def set_up(self) -> None:
        self.comes("asked_until", "Welke termijn stelt u?", initial=self.today + dt.timedelta(weeks=2))


class DelayForm(StepForm):
    why = WordsField(label="Waarom komt het besluit later?", long=True)

    def set_up(self) -> None:
        self.comes("until", "Uiterlijk wanneer komt het besluit?", span=later_decision(self.attempt()))


class MaatwerkIfGranted(Asks):
    """With the closing of a case: that help was granted can only be said where it was."""

    def set_up(self) -> None:
        outcome: Any = self.form.fields["outcome"]
        if not self.form.anchor.applications.filter(state=ApplicationState.TOEGEKEND).exists():
            outcome.choices = [one for one in outcome.choices if one[0] != Outcome.MAATWERK]
