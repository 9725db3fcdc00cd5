"""Who sends a form has looked: one row in the reading log, whatever came of it, and before it is answered."""

import uuid

import pytest
from django.db import connection

from casework.engine import lists, step_page
from casework.engine.door import perform
from roles.models import Reading
from tests.factories import World
from tests.round_trips import round_trips

pytestmark = pytest.mark.django_db(transaction=True)


def send(client, case, expected: str = "aanmelding", token: str = "") -> int:
    given = {"expected": expected, "token": token or str(uuid.uuid4())}
    return client.post(f"{case.get_absolute_url()}stap/pak-op/", given).status_code


def looks() -> list[tuple]:
    return list(Reading.objects.order_by("pk").values_list("by__username", "part", "refused"))


LOOKED = ("consulent", "stap ‘Pak op’", False)


@pytest.fixture
def case(client, world: World):
    client.force_login(world.consulent)
    return world.case("aanmelding")


def test_a_step_that_is_taken(client, case) -> None:
    assert send(client, case) == 303
    assert looks() == [LOOKED]


def test_a_form_that_is_overtaken(client, case) -> None:
    assert send(client, case, expected="onderzoek") == 409
    assert looks() == [LOOKED]


def test_overtaken_before_it_had_the_lock(client, case, monkeypatch) -> None:
    def beaten(*args, **kwargs):
        perform(case, "take_up", by=None)
        return perform(*args, **kwargs)

    monkeypatch.setattr(step_page, "perform", beaten)
    assert send(client, case) == 409
    assert looks() == [LOOKED]


def test_the_same_form_twice(client, case) -> None:
    token = str(uuid.uuid4())
    assert [send(client, case, token=token) for _ in range(2)] == [303, 303]
    assert looks() == [LOOKED] * 2


def test_an_error_after_it_was_written(client, case, monkeypatch) -> None:
    """What was undone took the row in the log with it: it is written again."""

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(lists, "_write", broken)
    with pytest.raises(ZeroDivisionError):
        send(client, case)
    case.refresh_from_db()
    assert case.phase == "aanmelding"
    assert looks() == [LOOKED]


def test_a_step_that_is_not_theirs(client, world: World) -> None:
    client.force_login(world.teamlid)
    assert send(client, world.case("aanmelding")) == 403
    assert looks() == [("teamlid", "stap ‘Pak op’", False), ("teamlid", "stap ‘Pak op’", True)]


def test_a_step_as_a_form_waits_so_often(client, world: World) -> None:
    """The session, the user with who they are, the case; and the step with the look in four. Whether the connection
    still works is seen without asking."""
    client.force_login(world.consulent)
    for _ in range(2):
        send(client, world.case("aanmelding"))
    case = world.case("aanmelding")
    connection.close_if_unusable_or_obsolete()
    with round_trips() as trips:
        assert send(client, case) == 303
    assert len(trips) == 7, str(trips)
