"""Many requests paid at once: by hand, or in a file for the bank that a second person releases."""

import datetime as dt
import uuid
from decimal import Decimal
from importlib.resources import files

import hypothesis
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import strategies as st
from lxml import etree

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Repeated
from casework.vangnet import pain001, paying
from casework.vangnet.batches import PaymentBatch
from casework.vangnet.models import VangnetRequest
from roles.matrix import Role
from roles.policy import sight
from tests.factories import World, absent, member, put_in_line, today, user

pytestmark = pytest.mark.django_db
NS = {"p": pain001.NAMESPACE}
GERMAN = "DE89370400440532013000"


@pytest.fixture
def other(world: World):
    """A second colleague of finance."""
    who = user("financien2")
    member(who, Role.FINANCIEN, team=world.gemeente)
    return who


def approved(world: World, amount: str = "100", **fields) -> VangnetRequest:
    request = world.request(world.case("uitvoering"), "aangevraagd", amount, **fields)
    return perform(request, "approve", by=world.teamleider).obj


def made(world: World, *requests: VangnetRequest, on: dt.date | None = None) -> PaymentBatch:
    batch, left = paying.make_batch(requests, pay_on=on or today(), by=sight(world.financien))
    assert left == []
    assert batch is not None
    return PaymentBatch.objects.get(pk=batch.pk)


def states(*requests: VangnetRequest) -> list[str]:
    return [VangnetRequest.objects.get(pk=one.pk).state for one in requests]


def turn_of(request: VangnetRequest) -> WorkItem:
    return WorkItem.objects.open().get(object_id=request.public_id)


# --- the file ----------------------------------------------------------------------------------------------------


def test_the_file_says_who_gets_what_from_which_account(world: World, settings) -> None:
    settings.PAYMENTS_NAME, settings.PAYMENTS_BIC = "Gemeente Hoeksche Waard", "BNGHNL2G"
    one = approved(world, "4850.50", payee="Fysio Café ’t Løø & Zn", payment_reference="Factuur 12_3")
    two = approved(world, "10", payee_iban=GERMAN)
    batch = made(world, one, two)
    file = paying.file_of(batch)
    root = etree.fromstring(file)
    assert root.findtext(".//p:GrpHdr/p:CtrlSum", namespaces=NS) == "4860.50"
    assert root.findtext(".//p:PmtInf/p:NbOfTxs", namespaces=NS) == "2"
    assert root.findtext(".//p:ReqdExctnDt/p:Dt", namespaces=NS) == today().isoformat()
    assert root.findtext(".//p:DbtrAcct//p:IBAN", namespaces=NS) == "NL13TEST0123456789"
    assert root.findtext(".//p:DbtrAgt//p:BICFI", namespaces=NS) == "BNGHNL2G"
    payments = root.findall(".//p:CdtTrfTxInf", NS)
    told = [[payment.findtext(f".//p:{name}", namespaces=NS) for name in ("InstdAmt", "Nm", "IBAN", "Ustrd")]
            for payment in payments]  # fmt: skip
    assert told == [
        ["4850.50", "Fysio Cafe 't Loo + Zn", "NL91ABNA0417164300", "Factuur 12-3"],
        ["10.00", "Alerimus", GERMAN, f"Gemeente Hoeksche Waard {two.public_id}"],
    ]
    assert batch.sha256 == pain001.hash_of(file)
    assert one.case.ref not in file.decode()  # on somebody's statement nothing leads to a file


@pytest.mark.parametrize("name", ["漢字", "/", " ", "x" * 300, "<b>&amp;", "\N{ZERO WIDTH SPACE}", "Á" * 80])
def test_whatever_somebody_is_called_the_file_keeps_to_its_schema(name: str) -> None:
    transfer = pain001.Transfer("a-1", Decimal("0.01"), name, "NL91ABNA0417164300", name)
    debtor = pain001.Debtor(name, "NL13TEST0123456789")
    pain001.message("a", debtor=debtor, transfers=[transfer], pay_on=today(), at=timezone.now())


@hypothesis.given(
    names=st.lists(st.text(max_size=200), min_size=1, max_size=4),
    cents=st.integers(1, 99_999_999_999),
    bic=st.sampled_from(["", "BNGHNL2G", "DEUTDEFF500"]),
)
@hypothesis.settings(max_examples=60, deadline=None)
def test_what_is_valid_by_ours_is_so_by_the_whole_message_of_iso_20022(names: list[str], cents: int, bic: str) -> None:
    """Ours is narrower: held against the published schema of the message, as another library ships it."""
    published = etree.XMLSchema(etree.parse(str(files("sepaxml") / "schemas" / "pain.001.001.09.xsd")))
    account = "NL91ABNA0417164300"
    transfers = [pain001.Transfer(name, Decimal(cents) / 100, name, account, name) for name in names]
    debtor = pain001.Debtor(names[0], "NL13TEST0123456789", bic)
    file = pain001.message(names[-1], debtor=debtor, transfers=transfers, pay_on=dt.date(2026, 6, 1), at=timezone.now())
    published.assertValid(etree.fromstring(file))
    with pytest.raises(etree.DocumentInvalid):
        published.assertValid(etree.fromstring(file.replace(b"<NbOfTxs>", b"<NbOfTxs>x", 1)))


@pytest.mark.parametrize("amount", ["0", "1000000000", "0.001"])
def test_what_no_bank_takes_is_not_written(amount: str) -> None:
    file = b"" + pain001.message(
        "a",
        debtor=pain001.Debtor("Gemeente", "NL13TEST0123456789"),
        transfers=[pain001.Transfer("a-1", Decimal(1), "Wie", "NL91ABNA0417164300", "x")],
        pay_on=today(),
        at=timezone.now(),
    )
    with pytest.raises(pain001.NotByTheSchema):
        pain001.refuse_other(file.replace(b'EUR">1.00<', f'EUR">{amount}<'.encode()))


# --- two people --------------------------------------------------------------------------------------------------


def test_another_releases_it_and_only_then_it_is_booked_once(world: World, other) -> None:
    one, two = approved(world), approved(world)
    batch = made(world, one, two)
    assert states(one, two) == ["in_betaling", "in_betaling"]
    turn = turn_of(one)
    there = f"{batch.get_absolute_url()}?van={one.public_id}"
    assert (turn.step, turn.url, turn.due_on) == ("vangnet.release", there, today())
    assert turn in WorkItem.objects.open().mine(sight(other))
    assert turn not in WorkItem.objects.open().mine(sight(world.financien))
    with pytest.raises(NotAllowed):
        paying.release(batch, by=sight(world.financien))
    with pytest.raises(NotNow, match="nog niet vrijgegeven"):
        paying.book(batch, by=sight(world.financien))
    paying.release(batch, by=sight(other))
    assert states(one, two) == ["vrijgegeven", "vrijgegeven"]
    with pytest.raises(NotNow, match="Haal het eerst op"):
        paying.book(batch, by=sight(world.financien))
    PaymentBatch.objects.update(fetched_at=timezone.now())
    paying.book(batch, by=sight(world.financien))
    paid = VangnetRequest.objects.get(pk=one.pk)
    assert (paid.state, paid.paid_amount, paid.paid_on, paid.paid_by) == ("uitbetaald", 100, today(), other)
    assert one.budget.entries.balance().spent == 200
    with pytest.raises(NotNow, match="al uitbetaald"):
        paying.book(batch, by=sight(world.financien))
    with pytest.raises(NotNow, match="al uitbetaald"):
        paying.call_off(batch, by=sight(other), why="Toch niet")
    told = one.case.events.get(verb="vangnet.release")
    assert (told.by, told.details["sha256"]) == (other, batch.sha256)


def test_nobody_who_had_a_hand_in_a_payment_releases_it(world: World, other) -> None:
    """Also not whoever decided, and also not in the place of who made it."""
    one = world.request(world.case("uitvoering"), "aangevraagd", "9000")
    perform(one, "approve", by=world.afdelingshoofd)
    batch = made(world, one)
    with pytest.raises(NotAllowed):
        paying.release(batch, by=sight(world.afdelingshoofd))
    absent(world.financien.memberships.get(), cover=other)
    member_only_by_cover = user("invaller")
    member(member_only_by_cover, Role.TEAMLEIDER, team=world.gemeente)
    with pytest.raises(NotAllowed):
        paying.release(batch, by=sight(member_only_by_cover))
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentBatch.objects.update(released_by=world.financien, released_at=batch.made_at)


def test_with_one_colleague_of_finance_the_head_releases(world: World) -> None:
    batch = made(world, one := approved(world))
    assert turn_of(one) in WorkItem.objects.open().mine(sight(world.afdelingshoofd))
    paying.release(batch, by=sight(world.afdelingshoofd))
    assert states(one) == ["vrijgegeven"]


def test_who_asked_or_decided_puts_nothing_in_a_file(world: World) -> None:
    """Each row says for itself why it stayed."""
    mine = approved(world, requested_by=world.financien)
    yours, unknown = approved(world), approved(world)
    VangnetRequest.objects.filter(pk=unknown.pk).update(payee_iban="")
    batch, left = paying.make_batch([mine, yours, unknown], pay_on=today(), by=sight(world.financien))
    assert batch is not None
    assert {one.pk: why.split(".")[0] for one, why in left} == {
        mine.pk: "U vroeg dit zelf aan of besloot erover",
        unknown.pk: "Er is nog geen rekeningnummer (IBAN)",
    }
    assert states(mine, yours, unknown) == ["goedgekeurd", "in_betaling", "goedgekeurd"]


def test_a_file_that_was_tampered_with_goes_nowhere(world: World, other) -> None:
    batch = made(world, one := approved(world))
    PaymentBatch.objects.filter(pk=batch.pk).update(content=batch.content.replace("100.00", "900.00"))
    with pytest.raises(NotNow, match="niet meer zoals het werd gemaakt"):
        paying.release(batch, by=sight(other))
    assert states(one) == ["in_betaling"]


def test_what_is_called_off_is_to_be_paid_as_before(world: World, other) -> None:
    batch = made(world, one := approved(world))
    paying.release(batch, by=sight(other))
    with pytest.raises(NotNow, match="Zeg waarom"):
        paying.call_off(batch, by=sight(other), why=" ")
    with pytest.raises(paying.ReleasedMeanwhile):  # whatever the page knew when it was opened
        paying.call_off(batch, by=sight(other), why="De bank weigerde het")
    assert states(one) == ["vrijgegeven"]
    paying.call_off(batch, by=sight(other), why="De bank weigerde het", not_executed=True)
    assert states(one) == ["goedgekeurd"]
    assert turn_of(one).step == "vangnet.pay"
    assert one.budget.entries.balance().reserved == 100
    again = made(world, one)
    assert again.pk != batch.pk
    with pytest.raises(NotNow, match="al geannuleerd"):
        paying.release(batch, by=sight(other))


def test_what_is_in_a_file_is_not_paid_or_withdrawn_besides(world: World) -> None:
    made(world, one := approved(world))
    for step, who, given in (
        ("pay", world.financien, {"paid_amount": Decimal(100)}),
        ("withdraw", world.consulent, {}),
    ):
        with pytest.raises(NotNow, match="de stand is nu"):
            perform(one, step, by=who, **given)
    _, left = paying.make_batch([one], pay_on=today(), by=sight(world.financien))
    assert len(left) == 1


def test_who_is_kept_from_a_case_does_not_see_its_file(world: World, other) -> None:
    batch = made(world, one := approved(world), approved(world))
    one.case.recusals.create(user=other)
    assert not PaymentBatch.objects.visible_to(sight(other)).exists()
    with pytest.raises(NotAllowed):
        paying.release(batch, by=sight(other))


def test_a_day_on_which_no_bank_can_pay(world: World) -> None:
    one = approved(world)
    for day in (today() - dt.timedelta(days=1), today() + dt.timedelta(days=31), dt.date(1800, 1, 1)):
        with pytest.raises(NotNow, match="Vul een dag in"):
            paying.make_batch([one], pay_on=day, by=sight(world.financien))


def test_without_an_account_of_ours_there_is_no_file(world: World, settings) -> None:
    settings.PAYMENTS_IBAN = ""
    with pytest.raises(NotNow, match="nog geen rekening ingesteld"):
        paying.make_batch([approved(world)], pay_on=today(), by=sight(world.financien))


def test_a_double_click_makes_one_file(world: World) -> None:
    one, token = approved(world), uuid.uuid4()
    paying.make_batch([one], pay_on=today(), by=sight(world.financien), token=token)
    with pytest.raises(Repeated):
        paying.make_batch([one], pay_on=today(), by=sight(world.financien), token=token)
    assert PaymentBatch.objects.count() == 1


def test_where_nobody_else_can_open_it_its_maker_calls_it_off(world: World) -> None:
    """The one who could release it is kept from the other case, and so from the file."""
    one, two = approved(world), approved(world)
    batch = made(world, one, two)
    two.case.recusals.create(user=world.afdelingshoofd)
    put_in_line(Case, [one.case_id, two.case_id], timezone.now())
    assert not PaymentBatch.objects.visible_to(sight(world.afdelingshoofd)).exists()
    for request in (one, two):
        turn = turn_of(request)
        assert turn in WorkItem.objects.open().mine(sight(world.financien))
        assert turn not in WorkItem.objects.open().mine(sight(world.afdelingshoofd))
        assert "grijp in" in turn.what
    paying.call_off(batch, by=sight(world.financien), why="Niemand kan het vrijgeven")
    assert {turn_of(request).step for request in (one, two)} == {"vangnet.pay"}


def test_two_payments_of_one_case_in_one_file_are_told_apart(world: World, other) -> None:
    case = world.case("uitvoering")
    asked = [world.request(case, "aangevraagd", "100") for _ in range(2)]
    batch = made(world, *(perform(one, "approve", by=world.teamleider).obj for one in asked))
    told = sorted(turn_of(one).what for one in asked)
    assert told == [f"Geef het betaalbestand vrij, betaling {n} van 2" for n in (1, 2)]
    paying.release(batch, by=sight(other))
    assert len({turn_of(one).what for one in asked}) == 2


# --- by hand -----------------------------------------------------------------------------------------------------


def test_many_are_booked_on_the_day_they_were_paid(world: World) -> None:
    one, two = approved(world), approved(world, requested_by=world.financien)
    left = paying.book_each([one, two], paid_on=today(), by=sight(world.financien), token=uuid.uuid4())
    assert [request.pk for request, _ in left] == [two.pk]
    assert states(one, two) == ["uitbetaald", "goedgekeurd"]
    assert VangnetRequest.objects.get(pk=one.pk).paid_on == today()


def test_not_on_a_day_before_it_was_approved(world: World) -> None:
    one = approved(world)
    ((_, why),) = paying.book_each([one], paid_on=today() - dt.timedelta(days=3), by=sight(world.financien), token=None)
    assert "Dit kan niet de betaaldag zijn" in why
