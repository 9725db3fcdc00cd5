"""A household of four, each with a case, of two teams; between two of them a wall can be set."""

from typing import Any

from casework.cases.models import Case
from casework.households.models import Household, Member, Wall
from casework.households.walling import set_wall
from casework.people.models import Person
from tests.factories import World, today

HOME = {"street": "Korenstraat 14", "postcode": "3265 BD", "town": "Piershil"}


class Four:
    """Ans and the child live here; Ben lives elsewhere. Ans' case is of the first team, Ben's of the other; or both of
    the first, where she is somebody who was there already (`ans`)."""

    def __init__(self, world: World, ans: Person | None = None) -> None:
        self.world = world
        self.household = Household.objects.create(
            ref="GEZ-2026-TEST1",
            name="Zeegers",
            team=world.team,
            kern=world.kern,
            regisseur=world.consulent,
            state_since=today(),
            **HOME,
        )
        self.ans = self.lives(ans, "partner") if ans else self.person("Ans", "Zeegers", "partner", phone="0612345671")
        self.ben = self.person(
            "Ben", "Kuijntjes", "partner", phone="0612345672", street="Havenkade 9", postcode="3281 KK"
        )
        self.kim = self.person("Kim", "Kuijntjes", "kind")
        self.case = ans.cases.get() if ans else self.case_of(self.ans)
        there = {"team": world.other_team, "kern": world.other_kern, "regisseur": world.consulent3}
        self.his = self.case_of(self.ben, **{} if ans else there)

    def person(self, given: str, family: str, relation: str, **fields: Any) -> Person:
        return self.lives(
            self.world.person(family, **HOME | {"given_name": given, "birth_date": None} | fields), relation
        )

    def lives(self, person: Person, relation: str) -> Person:
        Member.objects.create(household=self.household, person=person, relation=relation, since=today())
        return person

    def case_of(self, person: Person, **fields: Any) -> Case:
        return self.world.case("uitvoering", person=person, **fields)

    def wall(self, **fields: Any) -> Wall:
        given = {"by": self.world.consulent, "one": self.ans, "other": self.ben, "why": "Hij bedreigt haar."}
        wall = set_wall(self.household, **given | {"until": today().replace(year=today().year + 1)} | fields)
        for one in (self.ans, self.ben, self.kim, self.household, self.case, self.his):
            one.refresh_from_db()
        return wall
