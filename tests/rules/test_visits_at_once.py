"""A visit that is saved twice at the same moment, by one page, by two, and while it is being finished."""

import uuid

import pytest
from django.test import Client

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.contacts.models import ContactMoment
from casework.visits.models import Visit
from tests.at_once import at_once
from tests.factories import World

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def saves(who, case: Case, text: str, **typed: object):
    client = Client()
    client.force_login(who)
    sent = {"version": 0, "window": str(uuid.uuid4()), "seq": 1, "text": text} | typed
    return lambda: client.post(f"{case.get_absolute_url()}bezoek/bewaren/", sent).status_code


def texts() -> list[str]:
    return sorted(Visit.objects.values_list("text", flat=True))


def test_nothing_is_lost_and_nothing_doubled(world: World) -> None:
    who, case, key = world.consulent, world.case("onderzoek", regisseur=world.consulent), str(uuid.uuid4())
    window = str(uuid.uuid4())
    twice = [saves(who, case, "Zij durft niet.", key=key, window=window) for _ in range(3)]
    assert at_once(*twice) == [200, 200, 200]
    assert texts() == ["Zij durft niet."]
    apart = [saves(who, case, words, key=key, version=1) for words in ("Op de telefoon", "Aan tafel")]
    assert at_once(*apart) == [200, 200]
    assert texts() == ["Aan tafel", "Op de telefoon"]


def test_it_is_finished_once_while_it_is_saved(world: World) -> None:
    who, case = world.consulent, world.case("onderzoek", regisseur=world.consulent)
    visit = world.visit(case, text="Zij durft niet.")
    client = Client()
    client.force_login(who)
    form = {"key": str(visit.key), "version": 1, "text": "Zij durft niet.", "then": "klaar"}

    def done() -> int:
        return client.post(f"{case.get_absolute_url()}bezoek/", form | {"token": str(uuid.uuid4())}).status_code

    again = Client()
    again.force_login(who)
    found = at_once(done, saves(who, case, "Zij durft niet. En meer.", key=str(visit.key), version=1))
    assert found == [303, 200]
    assert "Zij durft niet. En meer." in texts()
    assert CaseEvent.objects.filter(verb="visit.finish").count() == 1
    assert ContactMoment.objects.count() == 1
