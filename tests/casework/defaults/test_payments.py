"""A dwangsom goes to the bank the way the vangnet does: in a file that one makes and another releases, or by hand elsewhere."""

import pytest
from django.utils import timezone
from lxml import etree

from casework.cases.doubles import close_silently
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.defaults.models import DefaultNotice
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.engine.writes import write_on
from casework.vangnet import pain001, paying
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.batches import PaymentBatch
from roles.matrix import Role
from roles.models import User
from roles.policy import sight
from tests.factories import World, fresh, member, put_in_line, today, user
from tests.pages.browser import words

pytestmark = pytest.mark.django_db
IBAN = "NL91ABNA0417164300"


@pytest.fixture
def other(world: World):
    """A second colleague of finance."""
    who = user("financien2")
    member(who, Role.FINANCIEN, team=world.gemeente)
    return who


def owed(world: World, **fields) -> DefaultNotice:
    return world.default_notice(world.case(), state="vastgesteld", **fields)


def with_account(world: World, by=None, **fields) -> DefaultNotice:
    said = {"payee": "A. Blok", "payee_iban": AccountNumber(IBAN)}
    return perform(owed(world, **fields), "give_account", by=by or world.teamleider, **said).obj


def turns(notice: DefaultNotice) -> set[str]:
    return set(WorkItem.objects.open().filter(object_id=notice.public_id).values_list("step", flat=True))


def test_one_makes_the_file_another_releases_it_and_it_is_paid(world: World, other) -> None:
    notice, second = with_account(world), with_account(world)
    assert turns(notice) == {"default_notice.pay"}
    request = perform(world.request(world.case("uitvoering"), "aangevraagd", "100"), "approve", by=world.teamleider).obj
    batch, left = paying.make_batch([notice, second], pay_on=today(), by=sight(world.financien))
    assert (left, batch.of, batch.kept_from) == ([], "default_notice", sorted({
        world.financien.pk, notice.decided_by_id, notice.account_by_id,
    }))  # fmt: skip
    file = etree.fromstring(paying.file_of(batch))
    told = [[file.findall(f".//{{{pain001.NAMESPACE}}}{name}")[-1].text for name in ("InstdAmt", "IBAN", "Ustrd")]]
    assert told == [[f"{second.amount:.2f}", IBAN, pain001.letters(second.number, 140)]]
    assert turns(notice) == {"default_notice.release"}
    for by in (world.financien, world.teamleider, world.consulent):
        with pytest.raises(NotAllowed):
            paying.release(batch, by=sight(by))
    with pytest.raises(NotNow, match="betaalbestand"):
        perform(fresh(notice), "pay", by=other, paid_on=today())
    with pytest.raises(NotNow, match="betaalbestand"):
        perform(fresh(notice), "give_account", by=world.teamleider, payee="X", payee_iban=AccountNumber(IBAN))
    assert paying.make_batch([fresh(notice)], pay_on=today(), by=sight(other))[0] is None
    paying.release(batch, by=sight(other))
    assert turns(notice) == {"default_notice.book"}
    PaymentBatch.objects.update(fetched_at=timezone.now())
    paying.book(batch, by=sight(world.financien))
    notice = fresh(notice)
    assert (notice.paid_on, notice.paid_by, notice.state) == (today(), other, "vastgesteld")
    assert turns(notice) == set()
    assert notice.case.events.get(verb="default_notice.book").citizen == "Wij hebben u de dwangsom betaald."
    assert fresh(request).state == "goedgekeurd"  # what else waits is left alone


def test_called_off_it_is_to_be_paid_as_before(world: World, other) -> None:
    notice = with_account(world)
    batch, _ = paying.make_batch([notice], pay_on=today(), by=sight(world.financien))
    notice.case.recusals.create(user=other)
    assert not PaymentBatch.objects.visible_to(sight(other)).exists()  # part of a file nobody sees
    paying.call_off(batch, by=sight(world.financien), why="Verkeerde rekening")
    notice = fresh(notice)
    assert (notice.batch, notice.payments.count(), turns(notice)) == (None, 1, {"default_notice.pay"})
    perform(notice, "pay", by=world.financien, paid_on=today())  # elsewhere, in the books of the municipality
    assert fresh(notice).paid_by == world.financien


def test_who_turns_out_to_know_one_of_a_file_has_no_turn_for_any_of_it(world: World, other) -> None:
    """By what was said in another case, of which nothing is told here."""
    first, second = with_account(world), with_account(world)
    paying.make_batch([first, second], pay_on=today(), by=sight(world.financien))
    with write_on(first.case, by=None) as write:
        close_silently(write, User.objects.filter(pk=other.pk))
    rerouting.work_off()
    assert not PaymentBatch.objects.visible_to(sight(other)).exists()
    items = WorkItem.objects.open().filter(step="default_notice.release")
    assert {(one.object_id, one.for_role) for one in items} == {
        (one.public_id, "afdelingshoofd") for one in (first, second)
    }


def test_without_an_account_the_regisseur_asks_for_it_and_nothing_goes_to_the_bank(world: World) -> None:
    notice = owed(world)
    put_in_line(Case, [notice.case_id], timezone.now())
    assert turns(notice) == {"default_notice.pay", "default_notice.give_account"}
    batch, left = paying.make_batch([notice], pay_on=today(), by=sight(world.financien))
    assert batch is None
    assert "nog geen rekeningnummer" in left[0][1]
    mine = with_account(world, by=world.financien)
    _, left = paying.make_batch([mine], pay_on=today(), by=sight(world.financien))
    assert left == []  # who wrote the number makes the file, and another releases it
    with pytest.raises(NotAllowed):
        perform(owed(world), "give_account", by=world.consulent, payee="X", payee_iban=AccountNumber(IBAN))


def test_finance_finds_them_on_their_list_and_pays_them_there(world: World, other, client) -> None:
    notice, bare = with_account(world), owed(world)
    client.force_login(world.financien)
    assert "Dwangsommen: 2 te betalen" in words(client.get("/betalingen/"))
    page = client.get("/betalingen/?soort=dwangsommen")
    assert "Kies A. Blok" in words(page)
    assert page.content.decode().count('name="aanvraag"') == 1  # what has no account can't be ticked
    assert "Wacht op het rekeningnummer" in words(page)
    for nonsense in ("?soort=niets", "?soort=dwangsommen&stand=x", "?soort=dwangsommen&stand=alle&aan=%00"):
        assert client.get(f"/betalingen/{nonsense}").status_code == 200
    sent = {"aanvraag": [notice.public_id, bare.public_id], "dag": today().isoformat(), "soort": "dwangsommen"}
    answer = client.post("/betalingen/uitbetalen/", {**sent, "doe": "bestand"}, follow=True)
    assert "A. Blok" in words(answer)
    assert "bleef staan" in words(answer)
    batch = PaymentBatch.objects.get()
    assert "In een betaalbestand" in words(client.get("/betalingen/?soort=dwangsommen&stand=bestand"))
    assert f'href="{batch.get_absolute_url()}"' in client.get(notice.get_absolute_url()).content.decode()
    client.force_login(other)
    client.post(f"{batch.get_absolute_url()}vrijgeven/")
    client.post("/betalingen/uitbetalen/", {**sent, "aanvraag": [bare.public_id], "doe": "boek"})
    assert fresh(bare).paid_by == other  # what was paid elsewhere
    assert fresh(batch).released_by == other
    client.force_login(world.consulent3)
    assert client.get(f"{batch.get_absolute_url()}").status_code in (403, 404)
