"""Two things happen to somebody's help at the same moment."""

import uuid

import pytest

from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.provisions.back_office import BackOfficeMessage
from tests.at_once import at_once
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def kinds(person, prefix: str) -> list[str]:
    rows = BackOfficeMessage.objects.filter(person=person, kind__startswith=prefix).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_two_that_begin_at_once_make_one_start_for_the_cak_and_two_that_stop_one_stop(world: World) -> None:
    person = world.person()
    helps = [world.provision(world.case(person=person)) for _ in range(4)]
    got = at_once(
        *[lambda one=one: perform(one, "confirm_start", by=world.uitvoerder, started_on=today()) for one in helps]
    )
    assert [one for one in got if isinstance(one, Exception)] == []
    assert kinds(person, "cak") == ["cak_start"]
    assert kinds(person, "305") == ["305"] * 4
    stop = {"stopped_on": today(), "why": "Klaar"}
    got = at_once(*[lambda one=one: perform(one, "confirm_stop", by=world.uitvoerder, **stop) for one in helps])
    assert [one for one in got if isinstance(one, Exception)] == []
    assert kinds(person, "cak") == ["cak_start", "cak_stop"]


def test_two_decisions_at_once_are_one_after_the_other(world: World) -> None:
    """The second finds what the first made of it; the same form twice is one."""
    one = world.provision(world.case(), "gestart")
    until, token = one.ends_on.replace(year=one.ends_on.year + 1), uuid.uuid4()

    def extend(token: uuid.UUID):
        return perform(one, "extend", by=world.consulent, until=until, why="Niets veranderd.", token=token)

    got = at_once(lambda: extend(token), lambda: extend(token), lambda: extend(uuid.uuid4()))
    refused = [each for each in got if isinstance(each, Exception)]
    assert refused, got
    assert {type(each) for each in refused} == {NotNow}
    assert one.versions.count() == 1
    assert fresh(one).ends_on == until
