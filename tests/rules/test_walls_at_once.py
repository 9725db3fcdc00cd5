"""A wall that is set or lifted while something is made on one of the cases, each in a thread of its own."""

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.access import CaseGrant
from casework.cases.models import Case
from casework.cases.operations import give_grant
from casework.cases.speaking import add_representative
from casework.desk.summary import summary
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from casework.engine.holding import hold
from casework.engine.lists import differences
from casework.households import walling, walls
from casework.households.models import Household, Wall
from casework.households.walling import lift_wall, set_wall
from casework.network.operations import add_contact
from casework.people.models import Person, Representative
from roles.matrix import GrantKind
from tests.at_once import at_once
from tests.casework.households.four import HOME, Four
from tests.factories import World, fresh, today, user

pytestmark = pytest.mark.django_db(transaction=True)


def test_set_and_lifted_while_others_write_and_print(transactional_db) -> None:
    """Whatever came first: who is behind the wall doesn't speak, read along or stand in the web once it stands, and the paper
    that was made says where Kim lives or that it is secret, never half. Two who set one set one."""
    world = World()
    four = Four(world)
    kims = four.case_of(four.kim)
    ben = user("ben")
    ben.last_name = "Kuijntjes"
    ben.save()
    until = today() + dt.timedelta(days=30)
    world.grant(four.his, ben)
    Representative.objects.create(person=four.kim, kind="ouder", name="Ben Kuijntjes", user=ben, since=today())
    theirs = CaseGrant.objects.filter(user=ben, content_object=four.case, until=None)

    def opened_to_ben() -> CaseGrant:
        return give_grant(fresh(four.case), by=world.consulent, to=ben, kind=GrantKind.REPRESENT, reason="partner")

    for turn in range(3):
        case, his = fresh(four.case), fresh(four.his)
        Representative.objects.create(person=case.person, kind="partner", name="Bea Kuijntjes", since=today())

        def wall(by) -> Wall:
            two = {"one": fresh(four.ans), "other": fresh(four.ben)}
            return set_wall(fresh(four.household), by=by, **two, why="Zij is bang.", until=until)

        got = at_once(
            lambda: wall(world.consulent),
            lambda: wall(world.consulent3),
            lambda n=turn, case=case: add_representative(case, by=world.consulent, kind="partner", name="Ben Kuijntjes", user=ben,
                                              since=today(), address=f"Havenkade {n}"),
            lambda n=turn, his=his: add_contact(his, by=world.consulent3, name="Ans Zeegers", domain="familie", relation=f"{n}"),
            opened_to_ben,
            lambda: str(summary(fresh(kims), for_citizen=True, shielded=False, on=today())),
        )  # fmt: skip
        first, second, *others, paper = got
        assert sorted(isinstance(one, NotNow) for one in (first, second)) == [False, True], got
        assert all(not isinstance(one, Exception) or isinstance(one, NotNow) for one in others), got
        assert ("Korenstraat" in paper) != ("geheim adres" in paper)
        assert not [one for one in four.ans.representatives.filter(until=None) if "Ben" in one.name]
        assert {one.walled for one in Person.objects.filter(pk__in=[four.ans.pk, four.ben.pk, four.kim.pk])} == {True}
        assert not theirs.exists()
        standing = Wall.objects.standing().get()
        again = at_once(
            lambda wall=standing: lift_wall(wall, by=world.teamleider, why="Over."),
            lambda wall=standing: lift_wall(wall, by=world.afdelingshoofd, why="Over."),
            opened_to_ben,
        )
        assert sorted(isinstance(one, NotNow) for one in again[:2]) == [False, True], again
        assert not Wall.objects.standing().exists()
        assert not fresh(four.household).walled
        let_in = not isinstance(again[2], NotNow)  # who came after it was lifted, and by nothing from before
        assert isinstance(again[2], CaseGrant) == let_in == theirs.exists(), again
    with transaction.atomic():
        assert differences(hold(Household, [four.household.pk]), timezone.now()) == 0


def test_set_while_two_are_made_one(transactional_db) -> None:
    """Between the two: one of both is refused. Between one of them and a third: whatever came first, it holds for who stays,
    and who is behind it reads along no more."""
    world = World()
    four = Four(world)
    ben = user("ben")
    ben.last_name = "Kuijntjes"
    ben.save()
    world.grant(four.his, ben)
    days = {"why": "Zij is bang.", "until": today() + dt.timedelta(days=30), "by": world.afdelingshoofd}

    def second() -> tuple[Case, Person]:
        person = world.person("Zeegers", given_name="Ans", birth_date=None, street="Elders 3")
        return world.case("aanmelding", person=person, looks_like=four.case), person

    def wall(one: Person, other: Person) -> Wall:
        return set_wall(fresh(four.household), one=fresh(one), other=fresh(other), **days)

    case, person = second()
    made, one = at_once(lambda: perform(case, "same_person", by=world.consulent), lambda: wall(four.ans, person))
    assert sorted(isinstance(it, NotNow | Overtaken) for it in (made, one)) == [False, True], (made, one)
    for it in Wall.objects.standing():
        lift_wall(it, by=world.afdelingshoofd, why="Zij zijn een.")

    for merged in (True, False):
        case, person = second()
        Representative.objects.create(person=person, kind="partner", name="Ben Kuijntjes", user=ben, since=today())
        world.grant(case, ben, GrantKind.REPRESENT, reason="partner")
        step = "merge" if merged else "same_person"
        made, *set_ = at_once(
            lambda case=case, step=step: perform(case, step, by=world.consulent),
            lambda person=person: wall(person, four.ben),
            lambda: wall(four.ans, four.ben),
        )
        assert all(not isinstance(it, Exception) or isinstance(it, NotNow | Overtaken) for it in (made, *set_)), (
            made,
            set_,
        )
        if isinstance(made, Exception):  # a wall came between: who saw no wall looks again
            perform(fresh(case), step, by=world.consulent)
        people = {fresh(it).person_id for it in (case, four.case)}
        assert walls.walled_from([four.ben.pk]) == people, (made, set_)
        assert not CaseGrant.objects.filter(user=ben, content_object__in=[case, four.case], until=None).exists()
        for it in Wall.objects.standing():
            lift_wall(it, by=world.afdelingshoofd, why="Voorbij.")


def test_set_while_a_case_comes_to_be_of_one_of_them(transactional_db, monkeypatch) -> None:
    """It isn't held, and comes before one that is: who sets the wall is told to look again."""
    world = World()
    first = world.case("uitvoering", person=world.person("Zeegers", given_name="Ans", **HOME))
    again = world.person("Zeegers", given_name="Ans", birth_date=None, street="Elders 3")
    second = world.case("aanmelding", person=again, looks_like=first)
    four = Four(world, ans=first.person)
    made = []

    def held_after_that(model, ids):
        known = list(ids)
        if not made:
            made.extend(at_once(lambda: perform(second, "same_person", by=world.consulent)))
        return hold(model, known)

    monkeypatch.setattr(walling, "hold", held_after_that)

    def wall() -> Wall:
        two = {"one": fresh(four.ans), "other": fresh(four.ben)}
        days = {"why": "Zij is bang.", "until": today() + dt.timedelta(days=30)}
        return set_wall(fresh(four.household), by=world.consulent, **two, **days)

    with pytest.raises(NotNow, match="was u voor"):
        wall()
    assert fresh(second).person_id == four.ans.pk, made
    wall()
    assert walls.walled_from([four.ben.pk]) == {four.ans.pk}
