"""Two records of one person, and one of two, where a wall stands: nothing crosses it, and it goes along with whom it keeps."""

import datetime as dt

import pytest

from casework.cases.models import Case
from casework.cases.operations import correct_person, link_case
from casework.cases.to_right_person import to_right_person
from casework.engine import rerouting
from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from casework.households import walls
from casework.households.models import Wall
from casework.households.operations import add_member
from casework.households.walling import lift_wall
from casework.households.work import HouseholdWork
from casework.people.models import Person, Representative
from roles.matrix import GrantKind
from roles.policy import sight
from tests.casework.households.four import HOME, Four
from tests.factories import World, fresh, today, user
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def four(world: World) -> Four:
    return Four(world, ans=world.case("uitvoering", person=world.person("Zeegers", given_name="Ans", **HOME)).person)


def again(four: Four, person: Person | None = None, like: Case | None = None) -> Case:
    """A second report of Ans, in a record of her own; or of another."""
    person = person or four.world.person("Zeegers", given_name="Ans", birth_date=None, street="Elders 3")
    return four.world.case("aanmelding", person=person, looks_like=like or four.case)


def said(call) -> str:
    with pytest.raises(NotNow) as refused:
        call()
    return " ".join(reason.text for reason in refused.value.reasons)


def test_two_behind_a_wall_are_not_made_one_nor_linked_nor_pointed_out(client, world: World, four: Four) -> None:
    by = world.consulent
    Case.objects.filter(pk=four.case.pk).update(looks_like=four.his)
    four.wall()
    assert four.case.looks_like is None, "who puts a wall between two says that they are two"
    his = again(four, person=four.ben)
    for step in ("merge", "same_person"):
        assert "staat een muur" in said(lambda step=step: perform(his, step, by=by)), step
        offer = next(one for one in available(fresh(his), sight(by)) if one.step.name == step)
        assert "staat een muur" in " ".join(one.text for one in offer.reasons)
        stranger = sight(world.teamleider3)  # sees neither file: for them there is none that it looks like
        assert all("muur" not in one.text for offer in available(fresh(his), stranger) for one in offer.reasons)
    given = {"ended_reason": "dubbel", "closing_words": "Dubbel.", "double_of": four.case}
    assert "staat een muur" in said(lambda: perform(his, "end", by=world.teamleider, **given))
    perform(his, "keep_apart", by=by)
    assert "Hun zaken kunt u niet koppelen" in said(lambda: link_case(four.case, four.his, by=by))
    page = send(as_(client, by), f"{four.case.get_absolute_url()}koppelen/", ref=four.his.ref)
    assert "Hun zaken kunt u niet koppelen" in words(page)
    four.household.members.filter(person=four.ben).update(until=today(), ended_why="vertrokken")
    # written alike by a correction: a colleague is asked nothing, because they are two
    correct_person(four.his, by=by, given_name="Ans", family_name="Zeegers", birth_date=None)
    assert fresh(four.his).looks_like is None
    assert not Case.objects.looking_like(fresh(four.his)).filter(pk=four.case.pk).exists()


def test_a_case_does_not_go_over_to_who_is_behind_a_wall(world: World, four: Four) -> None:
    four.wall()
    moves = {"by": world.teamleider, "wrong": four.ans.pk, "why": "Verwisseld."}
    assert "Wat in deze zaak staat" in said(lambda: to_right_person(four.case, **moves, beside=four.his))
    new = Person(given_name="Ben", family_name="Kuijntjes")
    assert said(lambda: to_right_person(four.case, **moves, person=new)) == walls.REFUSED
    # nor comes somebody to live there under their name
    four.household.members.filter(person=four.ben).update(until=today(), ended_why="vertrokken")
    given = {"by": world.consulent, "relation": "ander", "since": today()}
    new = Person(given_name="Ben", family_name="Kuijntjes")
    assert said(lambda: add_member(four.household, **given, person=new)) == walls.REFUSED
    add_member(four.household, **given, person=Person(given_name="Bo", family_name="Kuijntjes"))


@pytest.mark.parametrize("step", ["same_person", "merge"])
@pytest.mark.parametrize("first", [True, False], ids=["the walled one stays", "the other stays"])
def test_a_wall_goes_along_and_comes_back(world: World, four: Four, step: str, first: bool) -> None:
    """Whichever record the wall was of, it holds for both cases; what ran across ends; apart again each has what it had."""
    ben = user("ben")
    ben.last_name = "Kuijntjes"
    ben.save()
    world.grant(four.his, ben)
    four.wall()
    second = again(four)
    if first:
        kept, goes = four.case, second
    else:
        kept, goes = second, four.case
        Case.objects.filter(pk=second.pk).update(looks_like=None)
        Case.objects.filter(pk=four.case.pk).update(looks_like=second, phase="aanmelding")
    other = second.person
    Representative.objects.create(person=other, kind="partner", name="Ben Kuijntjes", user=ben, since=today())
    spoke = world.grant(second, ben, GrantKind.REPRESENT, reason="partner")
    assert other.pk not in walls.walled_from([four.ben.pk])

    perform(fresh(goes), step, by=world.consulent)
    rerouting.work_off()
    people = {fresh(one).person_id for one in (four.case, second)}
    assert len(people) == (1 if step == "same_person" else 2)
    assert walls.walled_from([four.ben.pk]) == people
    assert all(Person.objects.filter(pk__in=people).values_list("walled", flat=True))
    assert fresh(spoke).until == today()
    assert not Representative.objects.filter(person__in=people, until=None).exists()
    turns = HouseholdWork.objects.open().filter(what="Loop beide zaken na")
    assert turns.count() == Wall.objects.standing().count() == len(people)

    if step == "merge":
        perform(fresh(goes), "undo", by=world.consulent, why="Toch twee.")
        assert walls.walled_from([four.ben.pk]) == {four.ans.pk}
        assert not fresh(other).walled
    else:
        back = Person(given_name="Anja", family_name="Zeegers")
        to_right_person(fresh(goes), by=world.teamleider, wrong=people.pop(), why="Toch twee.", person=back)
        back.refresh_from_db()
        walled = fresh(kept).person if first else back
        assert walls.walled_from([four.ben.pk]) == {walled.pk}
        assert walled.walled
    rerouting.work_off()
    assert HouseholdWork.objects.open().filter(what="Loop beide zaken na").count() == 1


def test_of_a_record_with_another_case_both_are_behind_it(world: World, four: Four) -> None:
    four.wall()
    also = four.case_of(four.ans)
    second = again(four)
    Case.objects.filter(pk=second.pk).update(looks_like=None)
    Case.objects.filter(pk=four.case.pk).update(looks_like=second)
    perform(fresh(four.case), "same_person", by=world.consulent)
    assert walls.walled_from([four.ben.pk]) == {also.person_id, second.person_id}


def test_apart_again_after_the_first_wall_was_lifted(world: World, four: Four) -> None:
    """What came along goes, and the household has its name again."""
    wall = four.wall()
    second = again(four)
    perform(second, "merge", by=world.consulent)
    lift_wall(wall, by=world.consulent, why="Over.")
    assert fresh(four.household).walled
    perform(fresh(second), "undo", by=world.consulent, why="Toch twee.")
    assert not Wall.objects.standing().exists()
    assert not fresh(four.household).walled
    assert not Person.objects.filter(walled=True).exists()


def test_a_case_that_comes_to_be_of_who_is_at_a_wall(world: World, four: Four) -> None:
    """Who is behind it takes part in that case no more."""
    four.wall()
    case = world.case("uitvoering", person=world.person("Ander"))
    told = world.sharing(case, with_name="Ben Kuijntjes")
    moves = {"by": world.teamleider, "wrong": case.person_id, "why": "Verwisseld.", "consents_stand": True}
    to_right_person(case, **moves, beside=four.case)
    assert fresh(told).state == "verlopen"
