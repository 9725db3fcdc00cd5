"""A household for tests: a mother, a father, a girl of 14 and a boy of 8, with a case of the mother and one of the girl."""

import datetime as dt
import itertools
from typing import Any

from casework.householdplans.models import Agreement, HouseholdPlan
from casework.households.models import Household, Member
from casework.meetings.models import Meeting, Promise
from tests.factories import World, today

_serial = itertools.count(1)


def years_ago(years: int) -> dt.date:
    """Somebody of that age, who has no birthday today."""
    day = today() - dt.timedelta(days=40)
    return day.replace(year=day.year - years, day=min(day.day, 28))


class Family:
    def __init__(self, world: World, *, on: dt.date | None = None, **more: Any) -> None:
        self.world, self.on = world, on or today()
        given = {"name": "Yılmaz", "team": world.team, "kern": world.kern, "regisseur": world.consulent}
        ref = f"GEZ-2026-T{next(_serial):04d}"
        self.row = Household.objects.create(**{"ref": ref, "state_since": self.on} | given | more)
        self.mother = self.member("Fatma", 41, "partner")
        self.father = self.member("Kemal", 44, "partner")
        self.girl = self.member("Elif", 14, "kind")
        self.boy = self.member("Emre", 8, "kind")
        for child in (self.girl, self.boy):
            child.authority.set([self.mother, self.father])
        self.case = world.case("uitvoering", person=self.mother.person)
        self.girls = world.case("uitvoering", person=self.girl.person)
        self.goal = world.goal(self.case, "loopt", wording="Ik wil op tijd slapen")
        self.other = world.goal(self.girls, "loopt", wording="Ik wil weer naar school")

    def member(self, name: str, age: int, relation: str) -> Member:
        person = self.world.person("Yılmaz", given_name=name, birth_date=years_ago(age))
        since = self.on - dt.timedelta(days=200)
        row: Member = Member.objects.create(household=self.row, person=person, relation=relation, since=since)
        return row

    @property
    def everybody(self) -> list[Member]:
        return [self.mother, self.father, self.girl, self.boy]

    def plan(self, state: str = "concept", *, goals: bool = True, said: bool = False, **more: Any) -> HouseholdPlan:
        """Put into that state; with its two goals, and with every say that is needed."""
        plan = HouseholdPlan(household=self.row, aim="Rust in huis", state=state, state_since=self.on)
        for name, value in more.items():
            setattr(plan, name, value)
        plan.save()
        if goals:
            plan.goals.create(goal=self.other, order=1).members.set([self.girl])
            plan.goals.create(goal=self.goal, order=2).members.set(self.everybody)
        for member, by_whom in self.says if said else ():
            Agreement.objects.create(plan=plan, member=member, by_whom=by_whom, given_on=self.on, how="aan tafel")
        return plan

    @property
    def says(self) -> list[tuple[Member, Member]]:
        parents = [(self.boy, self.mother), (self.boy, self.father)]
        return [(one, one) for one in (self.mother, self.father, self.girl)] + parents

    def meeting(self, state: str = "concept", *, held: bool = True, **more: Any) -> Meeting:
        """Put into that state; the father was there, and a colleague of the team who promised something."""
        meeting = Meeting(household=self.row, on=self.on, about="Hoe het gaat", state=state, state_since=self.on)
        for name, value in {"made_by": self.world.teamlid, **more}.items():
            setattr(meeting, name, value)
        meeting.save()
        if held:
            meeting.participants.create(member=self.father)
            who = meeting.participants.create(user=self.world.teamlid)
            Promise.objects.create(meeting=meeting, what="Belt", who=who, until=self.on + dt.timedelta(days=9))
        return meeting
