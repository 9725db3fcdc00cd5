"""Two add the same person, begin the same household, or move it while one of them leaves, at the same moment."""

import uuid
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.operations import correct_person
from casework.engine import lists, rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow, Repeated
from casework.engine.holding import hold
from casework.households import deaths
from casework.households.models import Household, Member
from casework.households.operations import add_member, begin, leave, move
from tests.at_once import at_once
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db(transaction=True)
NEW = {"postcode": "3265 BB", "town": "Piershil", "secret_address": False}


@pytest.fixture
def world(transactional_db) -> World:
    return World()


@pytest.fixture
def case(world: World) -> Case:
    return world.case()


def in_line(household: Household) -> bool:
    with transaction.atomic():
        return lists.differences(hold(Household, [household.pk]), timezone.now()) == 0


def kinds(got: list[object]) -> list[type]:
    return sorted((type(one) for one in got), key=lambda kind: kind.__name__)


def test_one_person_lives_in_one_place(world: World, case: Case) -> None:
    token, first = uuid.uuid4(), {"team": world.team, "kern": world.kern, "relation": "partner", "since": today()}
    got = at_once(
        *[lambda: begin(case.person, by=world.consulent, name="Gezin", token=token, **first)] * 2,
        lambda: begin(case.person, by=world.teamlid, name="Ook een gezin", token=uuid.uuid4(), **first),
    )
    assert set(kinds(got)) <= {Household, NotNow, Repeated}, got
    assert Member.objects.here().filter(person=case.person).count() == 1
    household, other = Household.objects.get(), world.household(world.person())
    guest, lives = world.person(given_name="Kees"), {"relation": "kind", "since": today()}
    got = at_once(
        *[
            lambda to=to, by=by: add_member(to, by=by, person=guest, token=uuid.uuid4(), **lives)
            for to in (household, other)
            for by in (world.consulent, world.teamlid)
        ]
    )
    assert kinds(got) == [Member, NotNow, NotNow, NotNow], got
    assert in_line(household)
    assert in_line(other)


def test_who_leaves_does_not_move_along_and_nobody_is_stuck(world: World, case: Case) -> None:
    people = [case.person, world.person(given_name="Kees"), world.person(given_name="Mia")]
    household = world.household(*people)
    goes = household.members.get(person=people[1])
    got = at_once(
        lambda: move(household, by=world.consulent, on=today(), street="Kerkstraat 5", **NEW),
        lambda: move(household, by=world.teamlid, on=today(), street="Molendijk 2", **NEW),
        lambda: leave(goes, by=world.consulent2, on=today(), street="Elders 9", **NEW),
        lambda: correct_person(case, by=world.consulent2, phone="0612345678"),
    )
    assert [one for one in got if isinstance(one, Exception)] == []
    street = fresh(household).street
    assert street in ("Kerkstraat 5", "Molendijk 2")
    assert [fresh(one).street for one in people] == [street, "Elders 9", street]
    assert in_line(household)


def test_a_death_told_twice_is_heard_once(world: World, case: Case) -> None:
    household = world.household(case.person, world.person())
    bep = household.members.get(person=case.person)
    told = {"deceased_on": today(), "closing_words": "Thuis overleden."}
    got = at_once(
        *[lambda by=by: deaths.has_died(bep, by=by, **told) for by in (world.consulent, world.teamleider)],
        lambda: move(household, by=world.teamlid, on=today(), street="Kerkstraat 5", **NEW),
    )
    assert kinds(got[:2]) == [Member, NotNow], got
    assert fresh(bep).ended_why == "overleden"
    assert household.events.filter(verb="household.died").count() == 1
    assert fresh(case).ended_reason == "overleden"
    rerouting.work_off()
    assert in_line(household)


def test_a_record_goes_while_who_it_is_of_comes_or_leaves(world: World) -> None:
    """Two records are made one: where the former lived, or came to live at that moment, is of who stays; or it is refused."""
    first = world.case("uitvoering", person=world.person("Zeegers", given_name="Ans"))
    household = world.household(world.person(given_name="Kees"))
    for number in range(4):
        other = world.person("Zeegers", given_name="Ans")
        second = world.case("aanmelding", person=other, looks_like=first)
        leaves = number % 2
        if leaves:
            goes = household.members.create(person=other, relation="ander", since=today())
            call = partial(leave, goes, by=world.consulent2, on=today(), street="Elders 9", **NEW)
        else:
            call = partial(add_member, household, by=world.consulent2, person=other, relation="ander", since=today())
        made, lived = at_once(lambda one=second: perform(one, "same_person", by=world.consulent), call)
        assert not isinstance(made, Exception), made
        assert not isinstance(lived, Exception) or isinstance(lived, NotNow), lived
        rows = household.members.exclude(person__given_name="Kees")
        assert set(rows.values_list("person", flat=True)) <= {first.person_id}
        assert not rows.filter(until=None).exists() or isinstance(lived, NotNow) or not leaves
        rows.filter(until=None).update(until=today(), ended_why="vertrokken")
    rerouting.work_off()
    assert in_line(household)
