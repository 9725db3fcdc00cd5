"""A household for tests: a mother, a father, a girl of 14 and a boy of 8, with a case of the mother and one of the girl."""

import datetime as dt
from typing import Any

from casework.households.models import Household, Member
from tests.factories import World, today


def years_ago(years: int) -> dt.date:
    """Somebody of that age, who has no birthday today."""
    day = today() - dt.timedelta(days=40)
    return day.replace(year=day.year - years, day=min(day.day, 28))


class Family:
    def __init__(self, world: World, **more: Any) -> None:
        self.world = world
        self.row = Household.objects.create(
            **{
                "ref": "GEZ-2026-T0001", "name": "Yılmaz", "team": world.team, "kern": world.kern,
                "regisseur": world.consulent, "state_since": today(),
            } | more
        )  # fmt: skip
        self.mother = self.member("Fatma", 41, "partner")
        self.father = self.member("Kemal", 44, "partner")
        self.girl = self.member("Elif", 14, "kind")
        self.boy = self.member("Emre", 8, "kind")
        for child in (self.girl, self.boy):
            child.authority.set([self.mother, self.father])
        self.case = world.case("uitvoering", person=self.mother.person)
        self.girls = world.case("uitvoering", person=self.girl.person)
        self.goal = world.goal(self.case, "loopt", wording="Ik wil op tijd slapen", state_since=today())
        self.other = world.goal(self.girls, "loopt", wording="Ik wil weer naar school", state_since=today())

    def member(self, name: str, age: int, relation: str) -> Member:
        person = self.world.person("Yılmaz", given_name=name, birth_date=years_ago(age))
        since = today() - dt.timedelta(days=400)
        row: Member = Member.objects.create(
            household=self.row, person=person, relation=relation, since=since, state_since=since
        )
        return row

    @property
    def everybody(self) -> list[Member]:
        return [self.mother, self.father, self.girl, self.boy]
