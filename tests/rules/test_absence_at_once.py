"""The same absence twice at the same moment, and two covers who are away for each other."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from casework.engine import rerouting
from roles.matrix import Role
from roles.models import Absence
from roles.policy import sight
from tests.at_once import at_once
from tests.factories import World, fresh, member, today, user
from wijkteam.absence.writing import change, put_down, standing

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def put(who, away, cover=None):
    place = away.memberships.get().pk
    return put_down([place], since=today(), until=None, cover=cover, by=sight(who), url="/afwezig/")


def test_by_oneself_and_by_the_leader_it_is_put_down_once(world: World) -> None:
    case = world.case()
    results = at_once(
        partial(put, world.consulent, world.consulent, world.consulent2),
        partial(put, world.teamleider, world.consulent, world.consulent2),
    )
    assert sorted(isinstance(one, ValidationError) for one in results) == [False, True]
    assert Absence.objects.count() == 1
    assert case.work.filter(closed_at=None, for_user=world.consulent).exists()  # whose it stays: the cover does it


def test_two_who_cover_for_each_other_arent_both_away(world: World) -> None:
    results = at_once(
        partial(put, world.consulent, world.consulent, world.consulent2),
        partial(put, world.consulent2, world.consulent2, world.consulent),
    )
    assert sorted(isinstance(one, ValidationError) for one in results) == [False, True]
    assert Absence.objects.count() == 1


def test_two_who_change_it_at_the_same_moment(world: World) -> None:
    put(world.teamleider, world.consulent)
    row = Absence.objects.get()
    opened = standing(row)

    def other(cover):
        days = {"since": row.since, "until": None}
        return change(row, cover=cover, by=sight(world.teamleider), url="/afwezig/", opened=opened, **days)

    third = user("derde")
    member(third, Role.WMO_CONSULENT, team=world.team)
    results = at_once(partial(other, world.consulent2), partial(other, third))
    assert sorted(isinstance(one, ValidationError) for one in results) == [False, True]
    assert fresh(row).cover == (third if isinstance(results[0], ValidationError) else world.consulent2)
