"""An account number: one judge for all, encrypted where it stands, asked for by whoever asked for the money."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.door import available, perform
from casework.engine.errors import NotAllowed, NotNow
from casework.people.bsn import decrypted
from casework.vangnet.account_number import AccountNumber, check_account, masked, refusal
from casework.vangnet.models import VangnetRequest
from casework.vangnet.operations import change_request
from roles.policy import sight
from tests.factories import World, put_in_line, today
from tests.pages.browser import as_, send, words

IBAN, GERMAN, AMERICAN = "NL91ABNA0417164300", "DE89370400440532013000", "BR1800360305000010009795493C1"
GIVE = "stap/vul-het-rekeningnummer-in/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def urgent(world: World) -> VangnetRequest:
    """Asked for and approved within the hour, before anybody knew the number."""
    case = world.case("uitvoering")
    request = world.request(case, urgent=True, payee_iban="", schemes="")
    perform(request, "request", by=world.consulent)
    return perform(request, "approve", by=world.teamleider).obj


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (IBAN, ""),
        ("nl91 abna 0417 1643 00", ""),
        (GERMAN, ""),
        ("NL91ABNA0417164301", "klopt niet"),
        ("", "klopt niet"),
        ("NL91", "klopt niet"),
        ("١٢٣٤٥٦", "klopt niet"),
        ("NL91ABNA0417164300" * 300, "klopt niet"),
        (AMERICAN, "buiten SEPA"),
    ],
)
def test_what_can_be_paid(number: str, said: str) -> None:
    assert said in refusal(number)
    assert bool(said) == bool(refusal(number))


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(ValidationError) as refused:
        check_account("NL91ABNA0417164301")
    assert "0417" not in str(refused.value)


def test_a_row_is_judged_as_a_form_is(world: World) -> None:
    """Whoever makes one elsewhere (an import, beheer) hears the same."""
    request = world.request(world.case("uitvoering"), payee_iban="NL91ABNA0417164301")
    with pytest.raises(ValidationError, match="Dit rekeningnummer klopt niet"):
        request.full_clean()


def test_it_stands_encrypted_also_after_a_step(world: World) -> None:
    request = world.request(world.case("uitvoering"))
    perform(request, "request", by=world.consulent)
    perform(request, "approve", by=world.teamleider)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text, payee_account FROM casework_vangnetrequest r")
        (row, stored), *_ = cursor.fetchall()
    assert IBAN not in row
    assert decrypted(stored) == IBAN
    assert VangnetRequest.objects.get().payee_iban == IBAN


def test_no_event_tells_it(client, world: World, urgent) -> None:
    perform(urgent, "give_account", by=world.consulent, payee_iban=AccountNumber(IBAN))
    draft = world.request(urgent.case)
    change_request(draft, by=world.consulent, payee_iban=GERMAN)
    told = [str(one) for one in urgent.case.events.values()]
    assert any(masked(IBAN) in one for one in told)
    assert any(masked(GERMAN) in one for one in told)
    assert not [one for one in told if IBAN in one or GERMAN in one]


def test_who_asked_is_asked_for_it_and_only_then_it_is_paid(client, world: World, urgent) -> None:
    turn = WorkItem.objects.open().get(case=urgent.case, object_id=urgent.public_id)
    assert (turn.step, turn.for_user) == ("vangnet.give_account", world.consulent)
    with pytest.raises(NotNow, match="Er is nog geen rekeningnummer"):
        perform(urgent, "pay", by=world.financien, paid_amount=Decimal(1000))
    url = f"{urgent.get_absolute_url()}{GIVE}"
    as_(client, world.consulent)
    assert "Dit rekeningnummer klopt niet" in words(send(client, url, payee_iban="NL91ABNA0417164301"))
    assert "Vul dit in" in words(send(client, url, payee_iban=" "))
    assert send(client, url, payee_iban="nl91 abna 0417 1643 00").status_code == 303
    assert VangnetRequest.objects.get().payee_iban == IBAN
    assert WorkItem.objects.open().get(object_id=urgent.public_id).step == "vangnet.pay"


def test_an_account_that_was_approved_is_not_changed(world: World) -> None:
    request = world.request(world.case("uitvoering"), "goedgekeurd")
    with pytest.raises(NotNow, match="Er is al een rekeningnummer"):
        perform(request, "give_account", by=world.consulent, payee_iban=AccountNumber(GERMAN))
    assert "give_account" not in {one.step.name for one in available(request, sight(world.consulent, today()))}


def test_an_approved_number_that_cannot_be_paid_is_not_replaced_but_asked_for_anew(world: World) -> None:
    """Who approved it saw that number: whoever asked could put their own in its place."""
    request = world.request(world.case("uitvoering"), "goedgekeurd", payee_iban=AMERICAN)
    with pytest.raises(NotNow, match="Er is al een rekeningnummer"):
        perform(request, "give_account", by=world.consulent, payee_iban=AccountNumber(GERMAN))
    with pytest.raises(NotNow, match="trekt de aanvraag in en vraagt het opnieuw aan"):
        perform(request, "pay", by=world.financien, paid_amount=Decimal(1000))
    put_in_line(Case, [request.case_id], timezone.now())
    turn = WorkItem.objects.open().get(object_id=request.public_id)
    assert (turn.step, turn.for_user) == ("vangnet.withdraw", world.consulent)
    assert turn.what == "Trek in en vraag opnieuw aan"
    assert "withdraw" in {one.step.name for one in available(request, sight(world.consulent, today()))}


def test_spoed_waits_for_no_number_but_not_with_a_wrong_one(world: World) -> None:
    request = world.request(world.case("uitvoering"), urgent=True, payee_iban=AMERICAN)
    with pytest.raises(NotNow, match="buiten SEPA"):
        perform(request, "request", by=world.consulent)


def test_who_decided_does_not_say_where_it_goes(world: World, urgent) -> None:
    with pytest.raises(NotAllowed):
        perform(urgent, "give_account", by=world.teamleider, payee_iban=AccountNumber(IBAN))
    with pytest.raises(IntegrityError), transaction.atomic():
        VangnetRequest.objects.update(authors=[world.teamleider.pk])


def test_who_said_where_it_goes_does_not_pay(world: World, urgent) -> None:
    perform(urgent, "give_account", by=world.afdelingshoofd, payee_iban=AccountNumber(IBAN))
    assert world.afdelingshoofd.pk in VangnetRequest.objects.get().authors


def test_without_spoed_it_is_known_before_it_is_asked(world: World) -> None:
    request = world.request(world.case("uitvoering"), payee_iban="")
    with pytest.raises(NotNow, match="Bij spoed mag dat achteraf"):
        perform(request, "request", by=world.consulent)
