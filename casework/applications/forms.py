"""What an application and the steps to its decision ask."""

import datetime as dt

from django import forms

from casework.applications.conditions import later_decision
from casework.applications.decide_form import DecideForm as DecideForm
from casework.applications.models import SuspensionGround
from casework.applications.operations import application_span
from casework.cases import possible_days as cases_days
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio


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


class SuspendForm(StepForm):
    ground = radio("Waarom staat de termijn stil?", SuspensionGround.choices)

    def set_up(self) -> None:
        self.comes("asked_until", "Welke termijn stelt u?", initial=self.today + dt.timedelta(weeks=2))


class DelayForm(StepForm):
    why = WordsField(label="Waarom komt het besluit later?", long=True)

    def set_up(self) -> None:
        self.comes("until", "Uiterlijk wanneer komt het besluit?", span=later_decision(self.attempt()))
