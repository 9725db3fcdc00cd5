"""Two at the same moment on what the bank is told: it is released once, and nothing is in two files."""

import threading

import pytest
from django.utils import timezone

from casework.defaults.models import DefaultNotice
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.vangnet import paying
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.batches import Payment, PaymentBatch
from casework.vangnet.models import LedgerEntry, VangnetRequest
from roles.matrix import Role
from roles.policy import sight
from tests.at_once import at_once, meanwhile
from tests.factories import World, member, today, user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    made = World()
    for name in ("financien2", "financien3"):
        who = user(name)
        member(who, Role.FINANCIEN, team=made.gemeente)
        setattr(made, name, who)
    return made


def approved(world: World) -> VangnetRequest:
    request = world.request(world.case("uitvoering"), "aangevraagd", "100")
    return perform(request, "approve", by=world.teamleider).obj


def test_two_release_one_file(world: World) -> None:
    batch, _ = paying.make_batch([approved(world), approved(world)], pay_on=today(), by=sight(world.financien))
    who = [sight(one) for one in (world.financien2, world.financien3)]
    got = at_once(*(lambda by=by: paying.release(batch, by=by) for by in who))
    assert sum(isinstance(one, NotNow) for one in got) == 1, got
    assert PaymentBatch.objects.get().released_by in (world.financien2, world.financien3)
    assert set(VangnetRequest.objects.values_list("state", flat=True)) == {"vrijgegeven"}


def test_one_request_in_two_files(world: World) -> None:
    requests = [approved(world), approved(world)]
    who = [sight(one) for one in (world.financien, world.financien2)]
    got = at_once(*(lambda by=by: paying.make_batch(requests, pay_on=today(), by=by) for by in who))
    assert sorted(len(left) for _, left in got) == [0, 2], got
    assert (Payment.objects.count(), PaymentBatch.objects.count()) == (2, 1)


def test_one_books_by_hand_what_another_puts_in_a_file(world: World) -> None:
    request = approved(world)
    at_once(
        lambda: perform(request, "pay", by=world.financien, paid_amount=request.approved_amount),
        lambda: paying.make_batch([request], pay_on=today(), by=sight(world.financien2)),
    )
    state = VangnetRequest.objects.get().state
    assert (state == "in_betaling") == PaymentBatch.objects.exists()
    assert (state == "uitbetaald") == LedgerEntry.objects.filter(kind="betaling").exists()


def test_a_dwangsom_that_one_puts_in_a_file_while_others_pay_it_and_change_its_account(world: World) -> None:
    said = {"payee": "A. Blok", "payee_iban": AccountNumber("NL91ABNA0417164300")}
    notice = world.default_notice(world.case(), state="vastgesteld")
    notice = perform(notice, "give_account", by=world.teamleider, **said).obj
    other = said | {"payee_iban": AccountNumber("NL13TEST0123456789")}
    (batch, left), *_ = at_once(
        lambda: paying.make_batch([notice], pay_on=today(), by=sight(world.financien)),
        lambda: perform(notice, "pay", by=world.financien2, paid_on=today()),
        lambda: perform(notice, "give_account", by=world.teamleider, **other),
    )
    now = DefaultNotice.objects.get()
    assert (batch is None) == bool(left) == (now.batch is None) == bool(now.paid_on)
    if batch is not None:  # what the bank is told is what stands there
        assert now.payee_iban in PaymentBatch.objects.get().content


def test_one_books_a_file_and_another_calls_it_off(world: World) -> None:
    batch, _ = paying.make_batch([approved(world)], pay_on=today(), by=sight(world.financien))
    paying.release(batch, by=sight(world.financien2))
    PaymentBatch.objects.update(fetched_at=timezone.now())
    got = at_once(
        lambda: paying.book(batch, by=sight(world.financien)),
        lambda: paying.call_off(batch, by=sight(world.financien3), why="Toch niet", not_executed=True),
    )
    assert sum(isinstance(one, NotNow) for one in got) == 1, got
    booked = bool(PaymentBatch.objects.get().booked_at)
    assert VangnetRequest.objects.get().state == ("uitbetaald" if booked else "goedgekeurd")


def test_one_releases_a_file_and_another_calls_it_off_without_a_look_at_the_bank(world: World) -> None:
    batch, _ = paying.make_batch([approved(world)], pay_on=today(), by=sight(world.financien))
    with meanwhile(lambda: paying.release(batch, by=sight(world.financien2))) as committed:
        soon = threading.Timer(0.3, committed)
        soon.start()
        with pytest.raises(paying.ReleasedMeanwhile):
            paying.call_off(batch, by=sight(world.financien3), why="Toch niet")
        soon.join()
    now = PaymentBatch.objects.get()
    assert (bool(now.released_at), bool(now.cancelled_at)) == (True, False)
