"""What an application and the steps to its decision ask."""

import datetime as dt

from django import forms

from casework.applications.conditions import days_of_resuming, later_decision
from casework.applications.decide_form import DecideForm as DecideForm
from casework.applications.operations import application_span
from casework.applications.states import SuspensionGround
from casework.cases import possible_days as cases_days
from casework.engine.fields import WordsField
from casework.engine.forms import StepForm, radio

_NOT_TO_COMPLETE = [one for one in SuspensionGround.choices if one[0] != SuspensionGround.GEGEVENS]


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


class ReactionForm(StepForm):
    """What the citizen says to the whole report; signing asks for nothing else."""

    reaction = WordsField(label="Wilt u iets zeggen over het verslag?", long=True, rows=4, required=False)


class LateForm(StepForm):
    what = WordsField(label="Wat vraagt u aan?", help_text="In één zin. Bijvoorbeeld: een traplift.")


class CompletionForm(StepForm):
    """What is missing, and until when it can be completed (Awb 4:5)."""

    missing = WordsField(label="Wat ontbreekt er? (dit leest de inwoner)", long=True)

    def set_up(self) -> None:
        self.comes(
            "asked_until",
            "Tot en met welke dag kan de inwoner aanvullen?",
            initial=self.today + dt.timedelta(weeks=2),
        )


class SuspendForm(StepForm):
    ground = radio("Waarom staat de termijn stil?", _NOT_TO_COMPLETE)
    why = WordsField(label="Wat is er aan de hand? (dit leest de inwoner)", long=True)

    def set_up(self) -> None:
        self.comes(
            "asked_until",
            "Tot en met wanneer?",
            initial=self.today + dt.timedelta(weeks=2),
            help_text="Bij instemming: de dag die de inwoner schriftelijk goedvond. Anders: de dag waarop u weer kijkt.",
        )


class ResumeForm(StepForm):
    """The day counts, not the day on which somebody writes it down."""

    def set_up(self) -> None:
        row = self.obj.asked_to_complete
        label = "Op welke dag was de aanvraag compleet?" if row else "Vanaf welke dag loopt de termijn weer?"
        self.happened("day", label, span=days_of_resuming(self.attempt()))


class DelayForm(StepForm):
    why = WordsField(label="Waarom komt het besluit later? (dit leest de inwoner)", long=True)

    def set_up(self) -> None:
        self.comes("until", "Op welke dag verwacht u het besluit?", span=later_decision(self.attempt()))


class LeaveOutForm(StepForm):
    motivation = WordsField(
        label="Waarom kunt u zonder de aanvulling niet beslissen? (dit leest de inwoner)", long=True, rows=6
    )
