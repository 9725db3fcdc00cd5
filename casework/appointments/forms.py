"""What making an appointment asks, what moving it asks, and what ending it asks."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from casework.appointments.away import absences, away_on
from casework.appointments.conditions import able_to_keep, stands_at
from casework.appointments.states import AppointmentKind
from casework.engine import possible_days
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import AsItStandsNow, PersonChoice, StepForm, radio
from casework.engine.noun import Asks
from casework.engine.telling import Reader
from roles.models import User

A_TIME: Final = "Vul een tijd in, bijvoorbeeld 14:30."


def colleagues(form: StepForm, **kwargs: Any) -> PersonChoice:
    """Who can keep an appointment on this file today."""
    return PersonChoice(able_to_keep(form.attempt()), **kwargs)


class TimeField(forms.TimeField):
    """The time of a day: '14:30' or '14.30'."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    default_error_messages = {"required": A_TIME, "invalid": A_TIME}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=("%H:%M", "%H.%M", "%H:%M:%S"), **kwargs)


class ColleagueChoice(PersonChoice):
    """A colleague, and when they are away."""

    def __init__(self, people: frozenset[int], span: possible_days.Days, **kwargs: Any) -> None:
        super().__init__(people, **kwargs)
        self.away = absences(people, span.first, span.last)

    def label_from_instance(self, obj: User) -> str:
        away = self.away.get(obj.pk)
        return f"{obj.name} ({away})" if away else obj.name


class WhenAndWho(StepForm):
    """On which day, at what time, by whom; and whether the citizen hears of it by letter."""

    DAY = "on"  # what the day is called

    def when_and_who(self, **initial: Any) -> None:
        able, span = able_to_keep(self.attempt()), possible_days.agreed(self.today)
        self.fields[self.DAY] = DayField(label="Wanneer?", span=span, initial=initial.get("on"))
        self.fields["at_time"] = TimeField(label="Hoe laat?", required=False, initial=initial.get("at_time"))
        self.fields["person"] = ColleagueChoice(
            able, span, label="Wie doet het?", initial=initial.get("person", self.sight.user_id)
        )

    def confirmation(self) -> None:
        person = self.anchor.person
        if person is not None and person.deceased_on is None:
            self.fields["confirm"] = forms.BooleanField(
                label="Maak een brief die de afspraak bevestigt", required=False
            )

    def warnings(self) -> list[str]:
        told = away_on(self.anchor, self.cleaned_data["person"], self.cleaned_data[self.DAY])
        return [*super().warnings(), *([told] if told else [])]


class AppointmentForm(WhenAndWho):
    def set_up(self) -> None:
        self.fields["kind"] = radio(
            "Wat voor afspraak?", AppointmentKind.choices, initial=AppointmentKind.HUISBEZOEK, required=False
        )
        self.fields["what"] = WordsField(
            label="Wat spreekt u af?", longest=160, help_text="Bijvoorbeeld: bel over de huur."
        )
        self.when_and_who()
        self.fields["place"] = WordsField(
            label="Waar?",
            longest=200,
            required=False,
            reader=Reader.CITIZEN,
            help_text="Leeg bij een huisbezoek: waar de inwoner woont.",
        )
        self.confirmation()

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or AppointmentKind.ANDERS


class MoveForm(WhenAndWho):
    """Another day, time or colleague, or all of it in one go. What it was when the form was opened goes along: a colleague
    may be first."""

    DAY = "day"

    def set_up(self) -> None:
        self.when_and_who(on=self.obj.on, at_time=self.obj.at_time, person=self.obj.person_id)
        self.keep("person", self.obj.person, "er nu niet")
        self.fields["text"] = WordsField(label="Wilt u er iets bij zeggen?", long=True, rows=2, required=False)
        self.fields["stood_at"] = forms.CharField(
            required=False, max_length=60, initial=stands_at(self.obj), widget=AsItStandsNow(stands_at(self.obj))
        )
        self.confirmation()

    def clean_stood_at(self) -> str:
        if "\0" in self.cleaned_data["stood_at"]:
            raise ValidationError("Open dit formulier opnieuw.")
        return str(self.cleaned_data["stood_at"])


class FirstVisit(Asks):
    """With taking up a melding: the visit it begins with. Only where one is planned is anything required."""

    FIELDS: Final = ("visit", "visit_on", "visit_at", "visit_confirm")

    def set_up(self) -> None:
        form = self.form
        planned = any(form.data.get(name) for name in ("visit", "visit_at"))
        form.fields["visit"] = forms.CharField(required=False, max_length=1, widget=forms.HiddenInput)
        form.fields["visit_on"] = DayField(
            label="Wanneer gaat u op bezoek?", span=possible_days.agreed(form.today), required=planned
        )
        form.fields["visit_at"] = TimeField(label="Hoe laat?", required=False)
        person = form.anchor.person
        if person is not None and person.deceased_on is None:
            form.fields["visit_confirm"] = forms.BooleanField(
                label="Stuur een bevestiging", required=False, initial=can_be_reached(person)
            )

    def details(self) -> dict[str, Any]:
        data = self.form.cleaned_data
        if data.get("visit_on") is None:
            return {}
        confirm = bool(data.get("visit_confirm"))
        return {"visit": {"on": data["visit_on"], "at_time": data.get("visit_at"), "confirm": confirm}}

    def warnings(self) -> list[str]:
        user, day = self.form.sight.user, self.form.cleaned_data.get("visit_on")
        told = away_on(self.form.anchor, user, day) if day and user else ""
        return [told] if told else []


def can_be_reached(person: Any) -> bool:
    """Whether a letter finds them without somebody bringing it, or mail does."""
    posted = person.street and not person.secret_address
    return bool(posted or person.email)


class AppointmentDoneForm(StepForm):
    text = WordsField(label="Hoe ging het?", long=True, required=False)


class PassOnForm(StepForm):
    def set_up(self) -> None:
        able = able_to_keep(self.attempt()) - {self.obj.person_id}
        self.fields["person"] = PersonChoice(able, label="Wie doet het voortaan?")
        self.fields["text"] = WordsField(label="Wilt u er iets bij zeggen?", long=True, required=False)
