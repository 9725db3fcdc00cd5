"""What the tests of several rooms start from."""

import socket
from copy import deepcopy

import pytest

from casework.cases.models import Case
from casework.engine.registry import rules
from casework.law.terms import Clock
from tests.casework.documents import paper_fixtures
from tests.casework.law.dates import ASCENSION_FRIDAYS
from tests.casework.on_the_lists import MONDAY, moment
from tests.factories import World


@pytest.fixture
def world(kept_world: World, db) -> World:
    return deepcopy(kept_world)


@pytest.fixture
def new_case(world: World):
    """Makes a case that came in on Monday."""

    def make(phase: str = "onderzoek", **fields) -> Case:
        return world.case(phase, **{"on": MONDAY, "reported_at": moment(MONDAY), "met_on": MONDAY} | fields)

    return make


@pytest.fixture
def office():
    return paper_fixtures.office()


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def offline(monkeypatch):
    """Whoever looks outside while a document is laid out fails the test."""

    def refuse(*args, **kwargs):
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock(rules())


@pytest.fixture(scope="module")
def decreed() -> Clock:
    return Clock(rules(), ASCENSION_FRIDAYS)
