"""Two people have a case wait, or end that, at the same moment; and the night comes while somebody does."""

import datetime as dt
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date, lists
from casework.engine.door import perform
from casework.engine.errors import NotNow, Repeated
from casework.engine.holding import hold
from casework.waits.models import Wait
from casework.waits.operations import have_wait
from roles.matrix import Role
from roles.policy import sight
from tests.at_once import at_once
from tests.factories import World, absent, put_in_line, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


@pytest.fixture
def case(world: World) -> Case:
    found = world.case("onderzoek")
    put_in_line(Case, [found.pk], timezone.now())
    return found


def in_days(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)


def in_line(case: Case) -> bool:
    with transaction.atomic():
        return lists.differences(hold(Case, [case.pk]), timezone.now()) == 0


def test_six_times_it_waits_once(world: World, case: Case) -> None:
    def wait(days: int) -> Wait:
        return have_wait(case, by=world.consulent, waits_for="advies", until=in_days(days), token=uuid.uuid4())

    got = at_once(*[lambda days=days: wait(days) for days in range(3, 9)])
    assert sum(isinstance(one, NotNow) for one in got) == 5, got
    assert Wait.objects.filter(case=case, state="loopt").count() == 1
    assert in_line(case)


def test_the_same_form_twice_is_one(world: World, case: Case) -> None:
    token = uuid.uuid4()
    got = at_once(*[lambda: have_wait(case, by=world.consulent, waits_for="advies", until=in_days(4), token=token)] * 2)
    assert [type(one) for one in got if not isinstance(one, Wait)] == [Repeated]


def test_one_says_it_is_there_while_another_stops(world: World, case: Case) -> None:
    wait = have_wait(case, by=world.consulent, waits_for="advies", until=in_days(4))
    got = at_once(
        lambda: perform(wait, "come", by=world.teamlid),
        lambda: perform(wait, "stop", by=world.consulent),
        lambda: perform(wait, "extend", by=world.consulent, until=in_days(9)),
    )
    ended = [one for one in got if isinstance(one, NotNow)]
    assert len(ended) in (1, 2), got  # longer came before or after the end
    wait.refresh_from_db()
    assert wait.state != "loopt"
    assert in_line(case)
    assert WorkItem.objects.open().mine(sight(world.consulent)).filter(case=case).exists()


def test_the_night_comes_while_it_is_set(world: World, case: Case) -> None:
    got = at_once(
        lambda: have_wait(case, by=world.consulent, waits_for="advies", until=in_days(4)),
        lambda: by_date.run(timezone.now()),
    )
    assert isinstance(got[0], Wait), got
    assert in_line(case)


def test_the_regisseur_falls_ill_while_it_is_set(world: World, case: Case) -> None:
    """Nothing may rest of somebody who isn't there."""
    at_once(
        lambda: have_wait(case, by=world.consulent, waits_for="advies", until=in_days(4)),
        lambda: absent(world.consulent.memberships.get(), since=today(), until=in_days(10)),
    )
    by_date.run(timezone.now())
    assert in_line(case)
    leader = WorkItem.objects.open().mine(sight(world.teamleider)).filter(case=case, for_role=Role.TEAMLEIDER)
    assert leader.exists()
