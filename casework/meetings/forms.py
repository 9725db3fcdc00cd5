"""What a meeting and its steps ask."""

from typing import Any, ClassVar, Final

from django import forms

from casework.cases.conditions import colleagues_there
from casework.engine import possible_days
from casework.engine.fields import DayField, WordsField
from casework.engine.forms import Choices, StepForm, radio
from casework.engine.needed import When
from casework.engine.possible_days import Days
from casework.households.models import Member
from casework.meetings.known import known
from casework.meetings.resting import PARTIES, participants_of
from casework.network.models import Contact, Tie
from roles.models import User
from wijkweb.models import Organisation

HEARD: Final = "Wie er was, leest dit op papier. Schrijf hier niets wat niet iedereen aan tafel mag weten."
OTHER: Final = "ander"
LONG_AGO: Final = 1  # years; a meeting of longer ago is written on the timeline


def held_days(on: Any) -> Days:
    return Days(possible_days.years(on, -LONG_AGO), on)


def _here(form: StepForm) -> Any:
    """Who live there, of whom this person may know."""
    rows = Member.objects.visible_to(form.sight).here().filter(household=form.anchor)
    return rows.select_related("person").order_by("pk")


def _promises(meeting: Any) -> Any:
    return meeting.promises.select_related("member__person", *(f"who__{one}" for one in PARTIES))


class MeetingForm(StepForm):
    def set_up(self) -> None:
        self.fields["on"] = DayField(label="Wanneer was het?", span=held_days(self.today), initial=self.today)
        self.fields["about"] = WordsField(label="Waarover ging het?", long=True, rows=3, help_text=HEARD)


class ParticipantForm(StepForm):
    """Who was there; and of somebody outside, about whom was spoken with them."""

    NEEDED: ClassVar = {"called": When("verplicht bij iemand anders", "who", (OTHER,))}

    def set_up(self) -> None:
        here = _here(self)
        self.members = {one.public_id: one for one in here}
        self.found: dict[str, tuple[str, Any]] = {}
        self.fields["who"] = forms.ChoiceField(
            label="Wie was er?",
            choices=[
                ("", "Kies iemand"),
                ("Uit het huishouden", self._add("member", here, lambda one: one.person.name)),
                ("Uit het netwerk", self._add("contact", self._contacts(), lambda one: one.name)),
                ("Collega's", self._add("user", self._colleagues(), lambda one: one.name)),
                ("Organisaties", self._add("organisation", self._organisations(), lambda one: one.name)),
                ("Staat er niet bij", [(OTHER, "Iemand anders")]),
            ],
        )
        self.fields["called"] = WordsField(
            label="Wie is die ander?",
            longest=120,
            required=False,
            help_text="Bijvoorbeeld: de intern begeleider van school.",
        )
        self.fields["spoken"] = forms.MultipleChoiceField(
            label="Over wie is met deze deelnemer gesproken?",
            choices=[(key, one.person.name) for key, one in self.members.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Alleen voor wie niet in huis woont en geen collega is. Voor elk is toestemming of een andere grond nodig.",
        )

    def _add(self, kind: str, rows: Any, named: Any) -> Choices:
        choices: Choices = []
        for row in rows:
            key = f"{kind}:{row.pk}"
            self.found[key] = (kind, row)
            choices.append((key, named(row)))
        return choices

    def _contacts(self) -> Any:
        people = [one.person_id for one in self.members.values()]
        rows = Contact.objects.visible_to(self.sight).filter(case__person__in=people, case__closed_on=None)
        return rows.filter(removed_at=None, tie=Tie.NU, shielded=False).order_by("name", "pk")

    def _colleagues(self) -> Any:
        there = colleagues_there(self.attempt())
        return User.objects.filter(pk__in=there).order_by("first_name", "last_name", "pk")

    @staticmethod
    def _organisations() -> Any:
        return Organisation.objects.filter(active=True).order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("who") == OTHER:
            self.require("called")
        return self.cleaned_data

    def field_of(self, detail: str) -> str:
        return "who" if detail in ("member", "contact", "user", "organisation") else detail

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        spoken = [self.members[key] for key in given["spoken"]]
        if given["who"] == OTHER:
            return {"called": given["called"], "spoken": spoken}
        kind, row = self.found[given["who"]]
        return {kind: row, "spoken": spoken}


class PromiseForm(StepForm):
    """Who does what, until when."""

    what = WordsField(label="Wat is er afgesproken?", longest=200, help_text="Bijvoorbeeld: bel de huisarts.")

    def set_up(self) -> None:
        there, _, _ = known(self.sight, participants_of(self.obj), [])
        self.there = {str(one.pk): one for one in there}
        self.fields["who"] = radio("Wie doet het?", [(key, one.name) for key, one in self.there.items()])
        self.fields["until"] = DayField(label="Uiterlijk wanneer?", span=possible_days.agreed(self.today))
        here = _here(self)
        self.members = {one.public_id: one for one in here}
        names = [(key, one.person.name) for key, one in self.members.items()]
        self.fields["member"] = radio("Over wie gaat het?", [("", "Over iedereen"), *names], required=False, initial="")

    def details(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "what": given["what"],
            "who": self.there[given["who"]],
            "until": given["until"],
            "member": self.members.get(given["member"]),
        }


class TakeOutForm(StepForm):
    """A slip: somebody who wasn't there, or what wasn't agreed."""

    def set_up(self) -> None:
        there, agreed, _ = known(self.sight, participants_of(self.obj), list(_promises(self.obj)))
        self.rows = {f"deelnemer:{one.pk}": one for one in there}
        names = [(key, f"{one.name}, en wat die afsprak") for key, one in self.rows.items()]
        promises = {f"afspraak:{one.public_id}": one for one in agreed}
        self.rows |= promises
        what = [(key, f"Afspraak: {one.what}") for key, one in promises.items()]
        self.fields["row"] = radio("Wat haalt u weg?", [*names, *what])

    def details(self) -> dict[str, Any]:
        return {"row": self.rows[self.cleaned_data["row"]]}


class SettleForm(StepForm):
    NEEDED: ClassVar = {"why_without": When("verplicht als daar geen grond voor was")}

    why_without = WordsField(
        label="Waarom is toch iets gedeeld?",
        long=True,
        rows=3,
        required=False,
    )


class TickForm(StepForm):
    def set_up(self) -> None:
        _, rows, _ = known(self.sight, [], list(_promises(self.obj).filter(done_on=None)))
        self.rows = {one.public_id: one for one in rows}
        self.fields["promise"] = radio(
            "Welke afspraak is gedaan?", [(key, f"{one.what} ({one.who.name})") for key, one in self.rows.items()]
        )
        self.fields["text"] = WordsField(label="Wilt u er iets bij zeggen?", long=True, rows=2, required=False)

    def details(self) -> dict[str, Any]:
        return {"promise": self.rows[self.cleaned_data["promise"]], "text": self.cleaned_data["text"]}
