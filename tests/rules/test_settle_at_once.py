"""Two who pay settle the same list at the same moment; a part comes back meanwhile. Each is booked once."""

import uuid
from decimal import Decimal
from functools import partial

import pytest
from django.http import QueryDict

from casework.engine.door import perform
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.settle_many import FIRST, Sheet
from roles.matrix import Role
from roles.policy import sight
from tests.at_once import at_once
from tests.factories import World, fresh, member, user

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return World()


def to_settle(world: World) -> VangnetRequest:
    request = world.request(world.case("uitvoering"), "aangevraagd", "900", recover_from="UWV")
    perform(request, "approve", by=world.teamleider)
    perform(fresh(request), "pay", by=world.financien, paid_amount=Decimal(900))
    perform(fresh(request), "account", by=world.consulent, result="Klaar", receipt="bonnen/x.pdf")
    return fresh(request)


def typed(requests) -> QueryDict:
    given = QueryDict(mutable=True)
    given.setlist("verreken", [one.public_id for one in requests])
    given.update({f"{one.public_id}-returned_amount": "900" for one in requests})
    return given


def settle_all(who, requests, token: uuid.UUID) -> Sheet:
    sheet = Sheet(sight(who), typed(requests))
    sheet.settle(token)
    return sheet


def returned() -> Decimal:
    return VangnetBudget.objects.get().entries.balance().returned


def test_two_settle_the_same_in_another_order(world: World) -> None:
    second = user("financien2")
    member(second, Role.FINANCIEN, team=world.gemeente)
    requests = [to_settle(world) for _ in range(4)]
    one, other = at_once(
        partial(settle_all, world.financien, requests, uuid.uuid4()),
        partial(settle_all, second, requests[::-1], uuid.uuid4()),
    )
    assert {fresh(request).state for request in requests} == {"verrekend"}
    assert returned() == 3600
    assert len(one.done) + len(other.done) == 4
    refusals = {reason for row in (*one.left, *other.left) for reason in row.why_not}
    assert refusals <= {FIRST}


def test_a_double_click_books_once_and_both_say_it_is_done(world: World) -> None:
    requests, token = [to_settle(world), to_settle(world)], uuid.uuid4()
    got = at_once(*[partial(settle_all, world.financien, requests, token)] * 3)
    assert [len(sheet.done) for sheet in got] == [2, 2, 2]
    assert returned() == 1800


def test_a_part_that_comes_back_meanwhile_is_never_booked_twice(world: World) -> None:
    request = to_settle(world)
    at_once(
        partial(settle_all, world.financien, [request], uuid.uuid4()),
        partial(perform, request, "recover", by=world.financien, returned_amount=Decimal(400)),
    )
    now = fresh(request)
    assert (now.state, returned()) in (("verrekend", 900), ("verantwoord", 400))
