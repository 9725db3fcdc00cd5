"""Two colleagues at the same contact at the same moment: what one wrote, the other doesn't undo unseen."""

import re
import uuid

import pytest
from django.test import Client

from casework.engine.errors import NotNow, SaidBefore
from casework.network.models import Contact
from casework.network.operations import add_contact, change_contact, remove_contact
from tests.at_once import at_once
from tests.factories import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def logged_in(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_one_writes_and_the_other_is_shown_it(world: World) -> None:
    case = world.case("onderzoek")
    ria = world.contact(case, "Ria")
    url = f"{case.get_absolute_url()}wijkweb/{ria.pk}/"
    first, second = logged_in(world.consulent), logged_in(world.teamlid)
    opened = re.search(r'name="opened" value="([^"]+)"', first.get(url).content.decode())[1]
    whole = {"name": "Ria", "domain": "familie", "tie": "nu", "opened": opened}

    def change(client: Client, **mine):
        return client.post(url, whole | mine | {"token": str(uuid.uuid4())}).status_code

    got = at_once(lambda: change(first, relation="zus"), lambda: change(second, tie="overleden"))
    assert sorted(got) == [303, 409], got
    ria.refresh_from_db()
    assert (ria.relation, ria.tie) in {("zus", "nu"), ("", "overleden")}
    assert case.events.filter(verb="contact.changed").count() == 1


def test_six_at_once_add_one(world: World) -> None:
    case = world.case("onderzoek")

    def add():
        return add_contact(case, by=world.consulent, token=uuid.uuid4(), name="Ria", domain="kerk", relation="zus")

    got = at_once(*[add] * 6)
    assert sum(isinstance(one, SaidBefore) for one in got) == 5, got
    assert Contact.objects.count() == 1


def test_taken_off_and_changed_at_once(world: World) -> None:
    case = world.case("onderzoek")
    ria = world.contact(case, "Ria")
    got = at_once(
        lambda: remove_contact(ria, by=world.consulent),
        lambda: remove_contact(ria, by=world.teamlid),
        lambda: change_contact(ria, by=world.consulent2, relation="zus"),
    )
    refused = [isinstance(one, NotNow) for one in got]
    assert sum(refused[:2]) == 1, got
    ria.refresh_from_db()
    assert ria.removed_at is not None
    assert (ria.relation == "zus") is not refused[2], "what was refused isn't written, and what was written stays"
