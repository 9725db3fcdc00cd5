"""Who asks for money, who decides on it and who pays it are three, also where one person holds all those roles."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from casework.cases.work import WorkItem
from casework.engine.door import available, perform
from casework.engine.errors import NotAllowed
from casework.vangnet.models import VangnetRequest
from roles.matrix import Role
from roles.models import Membership
from roles.policy import sight
from tests.factories import World, absent, fresh, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(world: World) -> VangnetRequest:
    """Approved by a leader who is of finance as well."""
    member(world.teamleider, Role.FINANCIEN, team=world.gemeente)
    return perform(world.request(world.case(), "aangevraagd"), "approve", by=world.teamleider).obj


def test_who_approved_does_not_pay(world: World, request_: VangnetRequest) -> None:
    with pytest.raises(NotAllowed):
        perform(request_, "pay", by=world.teamleider, paid_amount=Decimal(1000))
    assert "pay" not in {offer.step.name for offer in available(request_, sight(world.teamleider))}
    paid = perform(request_, "pay", by=world.financien, paid_amount=Decimal(1000)).obj
    assert paid.paid_by == world.financien


def test_who_covers_for_who_approved_does_not_pay_in_their_place(world: World, request_: VangnetRequest) -> None:
    """Four eyes are of people and of places: the right to pay would be the approver's own."""
    place = Membership.objects.get(user=world.teamleider, role=Role.FINANCIEN)
    member(world.outsider, Role.PRIVACY, team=world.gemeente)
    absent(place, cover=world.outsider)
    assert any(one.role == Role.FINANCIEN for one in sight(world.outsider).holdings), "otherwise this tries nothing"
    with pytest.raises(NotAllowed):
        perform(request_, "pay", by=world.outsider, paid_amount=Decimal(1000))
    assert "pay" not in {offer.step.name for offer in available(request_, sight(world.outsider))}


@pytest.mark.parametrize("hand", ["requested_by", "authors"])
def test_who_asked_or_wrote_on_it_does_not_pay(world: World, request_: VangnetRequest, hand: str) -> None:
    who = world.financien
    VangnetRequest.objects.filter(pk=request_.pk).update(**{hand: who if hand == "requested_by" else [who.pk]})
    with pytest.raises(NotAllowed):
        perform(fresh(request_), "pay", by=who, paid_amount=Decimal(1000))


def test_nor_does_who_only_covers_for_them(world: World, request_: VangnetRequest) -> None:
    """What is done in the place of who approved it is done under their right."""
    place = Membership.objects.get(user=world.teamleider, role=Role.FINANCIEN)
    absent(place, cover=world.privacy)
    with pytest.raises(NotAllowed):
        perform(request_, "pay", by=world.privacy, paid_amount=Decimal(1000))
    absent(Membership.objects.get(user=world.financien), cover=world.privacy)
    assert perform(request_, "pay", by=world.privacy, paid_amount=Decimal(1000)).obj.paid_by == world.privacy


def test_the_turn_is_for_who_can_pay(world: World, request_: VangnetRequest) -> None:
    item = WorkItem.objects.open().get(key__contains=":pay")
    assert (item.for_role, item.not_user) == (Role.FINANCIEN, world.teamleider)


def test_where_nobody_else_can_pay_the_leaders_see_to_it(world: World) -> None:
    Membership.objects.filter(role=Role.FINANCIEN).delete()
    member(world.teamleider, Role.FINANCIEN, team=world.gemeente)
    perform(world.request(world.case(), "aangevraagd"), "approve", by=world.teamleider)
    item = WorkItem.objects.open().get(key__contains=":pay")
    assert item.what == "Niemand anders mag dit uitbetalen: grijp in"
    assert item.for_role == Role.TEAMLEIDER


@pytest.mark.parametrize("who", ["decided_by", "requested_by"])
def test_the_database_refuses_it_too(world: World, request_: VangnetRequest, who: str) -> None:
    with pytest.raises(IntegrityError, match="paid_by_a_third"), transaction.atomic():
        VangnetRequest.objects.filter(pk=request_.pk).update(paid_by=getattr(request_, who))
