"""What is asked for a wall: between whom, why, and until when or on which day somebody looks again."""

from collections.abc import Container
from typing import Any, Final

from django import forms

from casework.engine.fields import DayField, WordsField
from casework.engine.forms import StepForm
from casework.engine.needed import When
from casework.engine.possible_days import Days
from casework.households.around import around
from casework.households.models import Member
from casework.households.querysets import cases
from casework.households.walling import LONGEST
from casework.law.days import ONE_DAY
from casework.people.models import Person
from roles.actions import Action

BY_CASE: Final = "zaak"  # no public id is this short


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
    """Between two of whom this person knows: of this household, now or before, or from around them. The other can be
    anybody else of whom they see the file, by the number of a case: an ex-partner who lives elsewhere."""

    NEEDED = {"ref": When("verplicht bij iemand anders", "other", (BY_CASE,))}

    def set_up(self) -> None:
        rows = Member.objects.visible_to(self.sight).filter(household=self.obj, person__deceased_on=None)
        members = list(rows.select_related("person"))
        here = {one.person.public_id: one.person for one in members}
        self.people = {one.public_id: one for one in around(self.obj, self.sight)} | here
        gone = {one.person_id for one in members if not one.lives_here} - {
            one.person_id for one in members if one.lives_here
        }
        choices = [("", "Kies wie"), *((key, _called(one, here, gone)) for key, one in self.people.items())]
        self.fields["one"] = forms.ChoiceField(label="Wie moet de muur beschermen?", choices=choices)
        self.fields["other"] = forms.ChoiceField(
            label="Voor wie blijft alles van deze persoon dicht?",
            choices=[*choices, (BY_CASE, "Iemand anders: ik weet een zaaknummer")],
        )
        self.fields["ref"] = WordsField(
            label="Zaaknummer van de ander",
            longest=20,
            required=False,
            help_text="Bijvoorbeeld: HW-2026-7KQ4M. Mag u geen zaak van de ander zien? Vraag uw teamleider.",
        )
        super().set_up()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.other: Person | None = self.people.get(data.get("other") or "")
        if data.get("other") == BY_CASE and "ref" not in self.errors:
            rows = cases().visible_to(self.sight, Action.VIEW_FILE).exclude(person=None).select_related("person")
            case = rows.filter(ref__iexact=(data.get("ref") or "").strip()).first()
            self.other = case.person if case is not None else None
            if self.other is None:
                self.add_error("ref", "Dit zaaknummer kennen wij niet, of u mag die zaak niet zien.")
        if self.other is not None and data.get("one") == self.other.public_id:
            name = "ref" if data["other"] == BY_CASE else "other"
            self.add_error(name, "Een muur staat tussen twee personen. Kies een ander.")
        return data

    def details(self) -> dict[str, Any]:
        return super().details() | {"one": self.people[self.cleaned_data["one"]], "other": self.other}


def _called(person: Person, here: Container[str], gone: Container[int]) -> str:
    if person.public_id not in here:
        return f"{person.name} (woont elders)"
    return f"{person.name} (woonde hier)" if person.pk in gone else person.name


class KeepWallForm(DaysForm):
    """The same days anew, with why it is needed still."""

    def set_up(self) -> None:
        super().set_up()
        self.fields["why"].label = "Waarom blijft de muur staan?"


class LiftWallForm(StepForm):
    why = WordsField(label="Waarom kan de muur weg?", long=True, rows=3)

    def details(self) -> dict[str, Any]:
        return {"why": self.cleaned_data["why"]}
