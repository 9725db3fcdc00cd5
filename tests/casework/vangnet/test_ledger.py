"""Money: an append-only ledger that the database itself keeps above zero, also when fifty approve at once."""

from decimal import Decimal
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from casework.engine.door import Result, perform
from casework.engine.errors import NotNow
from casework.vangnet import ledger
from casework.vangnet.models import LedgerEntry, VangnetBudget
from casework.vangnet.operations import provide_budget
from tests.at_once import at_once
from tests.factories import World, fresh, today


@pytest.fixture
def world(db) -> World:
    """Anew for each: some of these tests work on several connections."""
    return World()


def balance(world: World):
    return VangnetBudget.objects.get(team=world.team, year=today().year).entries.balance()


def test_paying_less_than_approved_releases_the_rest(world: World) -> None:
    request = world.request(world.case(), "aangevraagd", amount="1000")
    perform(request, "approve", by=world.teamleider)
    perform(request, "pay", by=world.financien, paid_amount=Decimal("900.50"))
    now = balance(world)
    assert (now.free, now.reserved, now.spent) == (Decimal("9099.50"), 0, Decimal("900.50"))


def test_withdrawing_an_approved_request_releases_it(world: World) -> None:
    request = world.request(world.case(), "aangevraagd")
    perform(request, "approve", by=world.teamleider)
    perform(request, "withdraw", by=world.consulent)
    assert (balance(world).free, balance(world).reserved) == (10000, 0)


def test_it_comes_back_in_parts_and_never_more_than_was_paid(world: World) -> None:
    request = world.request(world.case(), "aangevraagd", amount="1000")
    perform(request, "approve", by=world.teamleider)
    perform(request, "pay", by=world.financien, paid_amount=Decimal(1000))
    perform(request, "account", by=world.consulent, result="Goed", receipt=SimpleUploadedFile("bon.pdf", b"%PDF-"))
    perform(request, "recover", by=world.financien, returned_amount=Decimal(400))
    with pytest.raises(NotNow, match=r"hoogstens €.600,00"):
        perform(request, "recover", by=world.financien, returned_amount=Decimal("600.01"))
    with pytest.raises(NotNow, match="Zeg dan waarom"):
        perform(request, "settle", by=world.financien, returned_amount=Decimal(100))
    perform(request, "settle", by=world.financien, returned_amount=Decimal(600))
    assert balance(world).free == 10000
    assert fresh(request).state == "verrekend"


def test_the_ledger_refuses_update_delete_and_below_zero(world: World) -> None:
    entry = LedgerEntry.objects.get()
    for change in (lambda: LedgerEntry.objects.update(free=1), lambda: entry.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    request = world.request(world.case(), "aangevraagd")
    for wrong in (
        lambda: ledger.reserve(request, amount=Decimal("10000.01"), by=None, at=timezone.now()),
        lambda: ledger.pay(request, amount=Decimal(1), by=None, at=timezone.now()),
        lambda: ledger.take_back(request, amount=Decimal(1), by=None, at=timezone.now()),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_a_budget_cannot_be_taken_back_below_what_is_free(world: World) -> None:
    with pytest.raises(NotNow):
        provide_budget(world.team, year=today().year, amount=Decimal(-10001), by=None, words="")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_approvals_at_once_on_room_for_seven(transactional_db) -> None:
    world = World()
    requests = [world.request(world.case(), "aangevraagd", amount="1333.33") for _ in range(50)]
    results = at_once(*(partial(perform, one, "approve", by=world.teamleider) for one in requests))
    approved = [one for one in results if isinstance(one, Result)]
    told = [one for one in results if isinstance(one, NotNow)]
    assert (len(approved), len(told)) == (7, 43)
    assert all("budget is op" in str(one) for one in told)
    now = balance(world)
    assert now.reserved == 7 * Decimal("1333.33")
    assert now.free == Decimal(10000) - 7 * Decimal("1333.33")
