"""Lists kept, and work handed out, by two at the same moment."""

import pytest
from django.test import Client

from casework.cases.work import WorkItem
from casework.desk.kept_lists import AT_MOST, KeptList
from tests.at_once import at_once
from tests.factories import World

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def keeps(who, name: str):
    client = Client()
    client.force_login(who)
    return lambda: client.post("/werkvoorraad/bewaren/", {"naam": name, "waar": "lijst=team"}).status_code


def test_the_same_name_twice_is_one_list(world: World) -> None:
    assert at_once(keeps(world.consulent, "Mijn maandag"), keeps(world.consulent, "Mijn maandag")) == [303, 303]
    assert KeptList.objects.count() == 1


def test_two_at_once_keep_no_more_than_fit(world: World) -> None:
    KeptList.objects.bulk_create(KeptList(user=world.consulent, name=f"{n}", asks="") for n in range(AT_MOST - 1))
    assert at_once(keeps(world.consulent, "Een"), keeps(world.consulent, "Twee")) == [303, 303]
    assert KeptList.objects.count() == AT_MOST


def test_a_form_that_is_sent_twice_hands_out_once(world: World) -> None:
    item = WorkItem.objects.open().get(case=world.case("aanmelding"))
    data = {"werk": item.mark, "aan": world.consulent2.pk, "token": "7b0f4a3e-0000-4000-8000-000000000009"}

    def send():
        client = Client()
        client.force_login(world.teamleider)
        return lambda: client.post("/uitdelen/", data).status_code

    assert at_once(send(), send()) == [303, 303]
    assert item.case.events.filter(verb="work.handed_out").count() == 1
