"""What is asked for a wall: between whom, why, and until when or on which day somebody looks again."""

from typing import Any

from django import forms

from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm
from casework.engine.possible_days import Days
from casework.households.models import Member
from casework.households.walling import LONGEST
from casework.law.days import ONE_DAY


class DaysForm(StepForm):
    """Until when, or when it is looked at again: one of the two at least."""

    def set_up(self) -> None:
        span = Days(self.today + ONE_DAY, self.today + LONGEST)
        self.fields["why"] = WordsField(
            label="Waarom is de muur nodig?",
            long=True,
            rows=3,
            help_text="Dit leest alleen wie de zaak van deze persoon mag zien.",
        )
        self.fields["until"] = DayField(
            label="Tot wanneer?",
            span=span,
            required=False,
            help_text="De muur gaat die dag niet vanzelf open: u beslist dan of hij blijft.",
        )
        self.fields["review_on"] = DayField(label="Of: wanneer bekijkt u hem opnieuw?", span=span, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        asked = not {"until", "review_on"} & set(self.errors)
        if asked and not data.get("until") and not data.get("review_on"):
            self.add_error("until", "Vul in tot wanneer de muur staat, of wanneer u hem opnieuw bekijkt.")
        return data

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) for name in ("why", "until", "review_on")}


class WallForm(DaysForm):
    """Between two of those whom this person knows here."""

    def set_up(self) -> None:
        rows = Member.objects.visible_to(self.sight).filter(household=self.obj).select_related("person")
        self.people = {str(one.person.public_id): one.person for one in rows}
        choices = [("", "Kies wie"), *((key, one.name) for key, one in self.people.items())]
        self.fields["one"] = forms.ChoiceField(label="Wie moet de muur beschermen?", choices=choices)
        self.fields["other"] = forms.ChoiceField(label="Voor wie blijft alles van deze persoon dicht?", choices=choices)
        super().set_up()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("one") and data["one"] == data.get("other"):
            self.add_error("other", "Een muur staat tussen twee personen. Kies een ander.")
        return data

    def details(self) -> dict[str, Any]:
        two = {name: self.people[self.cleaned_data[name]] for name in ("one", "other")}
        return super().details() | two


class KeepWallForm(DaysForm):
    """The same days anew, with why it is needed still."""

    def set_up(self) -> None:
        super().set_up()
        self.fields["why"].label = "Waarom blijft de muur staan?"


class LiftWallForm(StepForm):
    why = WordsField(label="Waarom kan de muur weg?", long=True, rows=3)

    def details(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"]}
