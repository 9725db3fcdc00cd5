"""Two things happen to somebody's help at the same moment."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.models import Case
from casework.engine import by_date
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.provisions.back_office import BackOfficeMessage
from tests.at_once import at_once
from tests.factories import World, fresh, put_in_line, today
from tests.rules.needs.provision import lift

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


def test_an_aid_is_ordered_once_however_often_one_clicks_and_whatever_the_night_does(world: World) -> None:
    aid, token = lift(world, "toegekend"), uuid.uuid4()
    said = {"what": "Een traplift, 4 meter.", "deliver_by": today() + dt.timedelta(weeks=4)}

    def order(token: uuid.UUID):
        return perform(aid, "order", by=world.consulent, token=token, **said)

    *got, _ = at_once(lambda: order(token), lambda: order(token), lambda: by_date.run(timezone.now()))
    assert sorted(one.repeated for one in got) == [False, True], got
    assert aid.case.events.filter(verb="provision.order").count() == 1
    assert aid.case.documents.filter(kind="bestelblad").count() == 1
    # ordered anew while it is brought: it came, whichever was first, and nobody waits for it
    at_once(
        lambda: order(uuid.uuid4()),
        lambda: perform(aid, "confirm_start", by=world.uitvoerder, started_on=today()),
        lambda: by_date.run(timezone.now()),
    )
    assert fresh(aid).state == "gestart"
    assert put_in_line(Case, [aid.case_id], timezone.now()) == 0


def test_put_back_by_two_at_once_it_is_told_once_and_can_be_taken_over_again(world: World) -> None:
    perform(world.provision(world.case()), "confirm_start", by=world.uitvoerder, started_on=today())
    message = BackOfficeMessage.objects.get(kind="305")
    BackOfficeMessage.objects.filter(pk=message.pk).update(taken_over_at=timezone.now(), taken_over_by=world.financien)

    def sent(**more: str) -> int:
        browser = Client()
        browser.force_login(world.financien)
        return browser.post("/backoffice/overnemen/", {"bericht": [message.public_id], **more}).status_code

    assert at_once(lambda: sent(doe="terug"), lambda: sent(doe="terug")) == [303, 303]
    now = fresh(message)
    assert (len(now.put_back), now.taken_over_at) == (1, None)
    assert at_once(sent, sent, lambda: sent(doe="terug")) == [303, 303, 303]
    now = fresh(message)
    # put back before any took it over, between the two, or last
    assert (bool(now.taken_over_at), len(now.put_back)) in {(True, 1), (True, 2), (False, 2)}
