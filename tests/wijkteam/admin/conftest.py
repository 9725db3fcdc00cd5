"""Who works in beheer, in the tests of its pages."""

from copy import deepcopy

import pytest

from casework.law.models import forget_clock
from roles.matrix import Role
from tests.factories import member, user


@pytest.fixture(autouse=True)
def fresh_clock():
    forget_clock()
    yield
    forget_clock()


@pytest.fixture
def world(kept_world, db):
    return deepcopy(kept_world)


@pytest.fixture
def beheer(client, world):
    client.force_login(world.beheer)
    return client


@pytest.fixture
def second(world):
    """A colleague with the same role, so that something can be done to the first."""
    who = user("beheer2")
    member(who, Role.BEHEER, team=world.gemeente)
    return who
