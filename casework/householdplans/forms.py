"""What the plan of a household and its steps ask."""

from typing import Any, Final

from django import forms

from casework.engine import possible_days
from casework.engine.fields import DayField, NumberField, WordsField
from casework.engine.forms import StepForm, radio
from casework.engine.needed import When, needed
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.householdplans.apart import crosses_a_wall
from casework.householdplans.conditions import said_days
from casework.householdplans.shown import known_members
from casework.householdplans.standing import members_of, sayers, stands
from casework.sharing.ages import Law

MOST_GOALS: Final = 99
HEARD: Final = "Iedereen van het huishouden leest dit. Schrijf hier niets wat niet iedereen mag weten."


class PlanForm(StepForm):
    """A new plan: what the household works towards, and under which law it falls."""

    aim = WordsField(label="Waar werkt het gezin naartoe?", long=True, rows=3, help_text=HEARD)
    law = radio(
        "Onder welke wet valt dit plan?",
        Law.choices,
        initial=Law.WMO,
        help_text="Daaruit volgt wie zelf akkoord geeft, en voor wie een ouder of voogd dat doet.",
    )


class ChooseGoalsForm(StepForm):
    """The goals that this person may see in the cases of who lives there; what they can't see stays as it is."""

    def set_up(self) -> None:
        self.members, hidden = known_members(members_of(self.anchor), self.sight)
        self.unseen = [one.pk for one in members_of(self.anchor) if one.person_id in hidden]
        self.by_key = {one.public_id: one for one in self.members}
        chosen = {one.goal_id: one for one in self.obj.goals.prefetch_related("members")}
        self.goals = list(goals_to_choose(self.anchor, self.sight))
        choices = [(key, one.person.name) for key, one in self.by_key.items()]
        for number, goal in enumerate(self.goals, 1):
            now = chosen.get(goal.pk)
            whose = goal.case.person
            theirs = now.members.all() if now else [one for one in self.members if one.person_id == whose.pk]
            self.fields[f"in_{goal.public_id}"] = forms.BooleanField(
                label=f"Doel {number}, van {whose.name}: ‘{goal.wording}’", required=False, initial=now is not None
            )
            self.fields[f"order_{goal.public_id}"] = NumberField(
                label=f"Plaats van doel {number} in het plan",
                least=1,
                most=MOST_GOALS,
                required=False,
                initial=now.order if now else None,
            )
            self.fields[f"for_{goal.public_id}"] = forms.MultipleChoiceField(
                label=f"Voor wie telt doel {number}?",
                choices=choices,
                initial=[one.public_id for one in theirs],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            needed(self.fields[f"for_{goal.public_id}"], When("verplicht als dit doel meetelt"))

    def clean(self) -> dict[str, Any]:
        for goal in self.goals:
            if not self.cleaned_data.get(f"in_{goal.public_id}"):
                continue
            those = self._members(goal)
            if not those and f"for_{goal.public_id}" not in self.errors:
                self.add_error(f"for_{goal.public_id}", "Kies voor wie dit doel telt.")
            if crosses_a_wall([goal.case.person_id, *(one.person_id for one in those)]):
                self.add_error(
                    f"for_{goal.public_id}",
                    "Tussen deze mensen staat een muur. Dit doel kan niet voor hen samen tellen.",
                )
        return self.cleaned_data

    def _members(self, goal: Any) -> list[Any]:
        return [self.by_key[key] for key in self.cleaned_data.get(f"for_{goal.public_id}") or ()]

    def details(self) -> dict[str, Any]:
        """Goals in their order with their members, of those that are in; `seen` are all that could be chosen from, and
        `unseen` members of whom whoever chose may not know: for whom a goal counts of those, it goes on to."""
        given = self.cleaned_data
        picked = [one for one in self.goals if given.get(f"in_{one.public_id}")]
        picked.sort(key=lambda one: given.get(f"order_{one.public_id}") or MOST_GOALS)
        return {
            "chosen": [(one.pk, [member.pk for member in self._members(one)]) for one in picked],
            "seen": [one.pk for one in self.goals],
            "unseen": self.unseen,
        }


def goals_to_choose(household: Any, sight: Any) -> Any:
    """Those that run or will, in the open cases of who lives there, as this person may see them."""
    people = [one.person_id for one in members_of(household)]
    rows = Goal.objects.visible_to(sight).filter(case__person__in=people, state__in=GoalState.ACTIVE)
    return rows.filter(case__closed_on=None).select_related("case__person").order_by("case__person", "pk")


class AgreementForm(StepForm):
    """One say: about whose part, by whom, when and how. Only what is still missing can be chosen."""

    how = WordsField(label="Hoe ging dat?", longest=120, help_text="Bijvoorbeeld: mondeling, aan de keukentafel.")

    def set_up(self) -> None:
        members, hidden = known_members(members_of(self.anchor), self.sight)
        self.pairs: dict[str, tuple[Any, Any]] = {}
        choices = []
        rows = {one.pk: one for one in members}
        for one in stands(self.obj, members, self.today):
            member = rows[one.member]
            for by_whom, name in sayers(members, one):
                if by_whom is not None and by_whom.person_id in hidden:
                    continue
                key = f"{member.public_id}:{by_whom.public_id if by_whom is not None else 'elders'}"
                self.pairs[key] = (member, by_whom)
                choices.append((key, name if by_whom == member else f"{name}, voor {member.person.name}"))
        self.fields["who"] = radio("Wie ging akkoord?", choices)
        self.fields["given_on"] = DayField(label="Wanneer?", span=said_days(self.attempt()), initial=self.today)
        self.order_fields(["who", "given_on", "how"])

    def field_of(self, detail: str) -> str:
        return "who" if detail in ("member", "by_whom") else detail

    def details(self) -> dict[str, Any]:
        member, by_whom = self.pairs[self.cleaned_data["who"]]
        said = {name: self.cleaned_data[name] for name in ("given_on", "how")}
        return {"member": member, "by_whom": by_whom, **said}


class AgreePlanForm(StepForm):
    def set_up(self) -> None:
        self.fields["evaluate_on"] = DayField(
            label="Wanneer kijkt u samen terug?", span=possible_days.agreed(self.today)
        )


class LookBackForm(AgreePlanForm):
    def set_up(self) -> None:
        self.fields["text"] = WordsField(label="Hoe gaat het met het plan?", long=True, rows=4, help_text=HEARD)
        super().set_up()
        self.fields["evaluate_on"].label = "Wanneer kijkt u weer samen terug?"
