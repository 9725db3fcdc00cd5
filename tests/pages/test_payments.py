"""`/betalingen/`: the list of finance, many paid at once, and the page of a file for the bank."""

import uuid

import pytest
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

from casework.cases.work import WorkItem
from casework.engine.door import perform
from casework.vangnet import paying, payment_pages
from casework.vangnet.batches import PaymentBatch
from casework.vangnet.models import VangnetRequest
from roles.matrix import Role
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, member, today, user
from tests.pages.browser import as_, send, words
from tests.pages.truus import NAME, SECRET, case_of_truus

pytestmark = pytest.mark.django_db
IBAN = "NL91ABNA0417164300"
LIST, MANY = "/betalingen/", "/betalingen/uitbetalen/"


@pytest.fixture
def other(world: World):
    who = user("financien2")
    member(who, Role.FINANCIEN, team=world.gemeente)
    return who


@pytest.fixture
def payable(world: World) -> list[VangnetRequest]:
    """One about somebody with a name and a secret address."""
    cases = (case_of_truus(world), world.case("uitvoering"))
    asked = [world.request(case, "aangevraagd", "100", payee=f"Winkel {n}") for n, case in enumerate(cases)]
    return [perform(one, "approve", by=world.teamleider).obj for one in asked]


@pytest.fixture
def batch(world: World, payable) -> PaymentBatch:
    made, _ = paying.make_batch(payable, pay_on=today(), by=sight(world.financien))
    assert made is not None
    return made


def ticked(rows, do: str, day: str | None = None) -> dict:
    return {"aanvraag": [one.public_id for one in rows], "dag": day or today().isoformat(), "doe": do}


def test_the_list_names_payees_and_nobody_of_a_file(client, world: World, payable) -> None:
    page = words(as_(client, world.financien).get(LIST))
    assert "Winkel 0" in page
    assert "NL91 … 4300" in page
    for hidden in (NAME, "Truus", SECRET, IBAN):
        assert hidden not in page
    assert Reading.objects.filter(by=world.financien, part="betalingen", rows=2).exists()


def test_its_filters_stay_in_the_address_without_a_name(client, world: World, payable) -> None:
    as_(client, world.financien)
    answer = client.post(LIST, {"stand": "", "van": today().isoformat(), "tot": "", "aan": "winkel 1"})
    assert answer.status_code == 303
    assert "inkel" not in answer.url
    page = words(client.get(answer.url))
    assert "Winkel 1" in page
    assert "Winkel 0" not in page
    assert "Er zijn geen betalingen" in words(client.get(f"{LIST}?stand=betaald"))


@pytest.mark.parametrize(
    "query", ["stand=x%00", "van=1800-01-01&tot=x", "van=%00", "v=nonsens", "pagina=999999", "stand=" + "y" * 5000]
)
def test_nonsense_narrows_nothing(client, world: World, payable, query: str) -> None:
    assert as_(client, world.financien).get(f"{LIST}?{query}").status_code == 200


def test_the_list_asks_as_often_for_many_as_for_one(client, world: World, payable, django_assert_num_queries) -> None:
    as_(client, world.financien)
    client.get(LIST)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _ in range(4):
        perform(world.request(world.case("uitvoering"), "aangevraagd"), "approve", by=world.teamleider)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_many_are_paid_at_once_and_each_says_what_came_of_it(client, world: World, payable) -> None:
    mine = world.request(world.case("uitvoering"), "aangevraagd", "70", requested_by=world.financien, payee="Eigen")
    perform(mine, "approve", by=world.teamleider)
    as_(client, world.financien)
    page = words(client.get(send(client, MANY, **ticked([*payable, mine], "boek")).url))
    assert "Uitbetaald op" in page
    assert "samen € 200,00" in page
    assert f"{mine.case.ref} € 70,00 ({mine.public_id}) bleef staan: U vroeg dit zelf aan" in page
    assert set(VangnetRequest.objects.values_list("payee", "state")) == {
        ("Winkel 0", "uitbetaald"), ("Winkel 1", "uitbetaald"), ("Eigen", "goedgekeurd"),
    }  # fmt: skip


def test_no_payee_goes_to_the_browser_in_a_cookie(client, world: World, payable) -> None:
    """What is said on the next page waits in a cookie, which anybody at that computer reads."""
    as_(client, world.financien)
    mine = world.request(world.case("uitvoering"), "aangevraagd", "70", requested_by=world.financien, payee="Eigen")
    perform(mine, "approve", by=world.teamleider)
    answer = send(client, MANY, **ticked([*payable, mine], "boek"))
    kept = [one.message for one in CookieStorage(answer.wsgi_request)._decode(answer.cookies["messages"].value)]
    assert any(payable[0].case.ref in one for one in kept)
    assert not [one for one in kept if "Winkel" in one or "Eigen" in one]


@pytest.mark.parametrize(
    "given",
    [{}, {"aanvraag": ["\0", "x" * 10_000]}, {"dag": "1800-01-01"}, {"dag": "x\0"}, {"waar": "\r\nX: y"}, {"doe": "?"}],
)
def test_nonsense_pays_nothing_and_is_told(client, world: World, payable, given: dict) -> None:
    as_(client, world.financien)
    asked = {} if given == {} else ticked(payable[:1], "boek", "2999-01-01") | given
    assert send(client, MANY, **asked).status_code == 303
    assert set(VangnetRequest.objects.values_list("state", flat=True)) == {"goedgekeurd"}


def test_a_file_is_made_released_fetched_and_booked(client, world: World, payable, other) -> None:
    as_(client, world.financien)
    answer = send(client, MANY, **ticked(payable, "bestand"))
    batch = PaymentBatch.objects.get()
    url = batch.get_absolute_url()
    assert answer.url == url
    page = words(client.get(url))
    assert "Een ander geeft het vrij" in page
    assert batch.sha256 in page
    assert "Geef vrij" not in page
    assert client.get(f"{url}bestand/").status_code == 404
    assert send(client, f"{url}vrijgeven/").status_code == 403
    as_(client, other)
    assert "Geef vrij: € 200,00" in words(client.get(url))
    assert send(client, f"{url}vrijgeven/").url == url
    assert "Boek als betaald" not in words(client.get(url))
    assert "Haal het eerst op" in words(client.get(send(as_(client, world.financien), f"{url}boeken/").url))
    as_(client, other)
    file = client.get(f"{url}bestand/")
    assert file.headers["Content-Disposition"] == f'attachment; filename="pain001-{batch.public_id}.xml"'
    assert file.content.count(IBAN.encode()) == 2
    assert Reading.objects.filter(by=other, part="betaalbestand", why__contains=batch.sha256).exists()
    assert "Een collega gaf dit bestand al vrij" in words(client.get(send(client, f"{url}vrijgeven/").url))
    as_(client, world.financien)
    send(client, f"{url}boeken/")
    assert f"{url}bestand/" not in words(client.get(url))
    again = client.get(f"{url}bestand/")
    assert again.url == url
    assert "Ophalen kan niet meer: anders betaalt de bank twee keer" in words(client.get(again.url))
    assert "al uitbetaald" in words(client.get(send(client, f"{url}boeken/").url))
    assert set(VangnetRequest.objects.values_list("state", flat=True)) == {"uitbetaald"}


def test_the_same_click_twice_is_one(client, world: World, batch, other) -> None:
    token = str(uuid.uuid4())
    as_(client, other)
    for _ in range(2):
        answer = client.post(f"{batch.get_absolute_url()}vrijgeven/", {"token": token})
        assert "is vrijgegeven" in words(client.get(answer.url))


def test_what_went_to_the_bank_is_called_off_with_a_look_there(client, world: World, batch, other) -> None:
    url = f"{batch.get_absolute_url()}annuleren/"
    paying.release(batch, by=sight(other))
    as_(client, world.financien)
    page = words(send(client, url, why="Verkeerde dag"))
    assert "Anders wordt er twee keer betaald" in page
    assert "Verkeerde dag" in page
    assert send(client, url, why="x\0", not_executed="on").status_code in (200, 303)
    send(client, url, why="Verkeerde dag", not_executed="on")
    assert "Geannuleerd" in words(client.get(batch.get_absolute_url()))
    assert set(VangnetRequest.objects.values_list("state", flat=True)) == {"goedgekeurd"}


def test_a_release_while_the_form_is_open_asks_for_that_look_as_well(client, world: World, batch, other, monkeypatch):
    """The form was judged before the file was held: what was typed stays, beside what is asked now."""
    as_(client, world.financien)
    judged = payment_pages._call_off_form

    def released_behind_it(request, sight_, found):
        form = judged(request, sight_, found)
        if not found.released_at:
            paying.release(batch, by=sight(other))
        return form

    monkeypatch.setattr(payment_pages, "_call_off_form", released_behind_it)
    answer = send(client, f"{batch.get_absolute_url()}annuleren/", why="Verkeerde dag")
    assert answer.status_code == 409
    assert "Kijk dit eerst na bij de bank" in words(answer)
    assert "Verkeerde dag" in words(answer)
    assert not PaymentBatch.objects.get().is_over


def test_what_is_called_off_is_not_fetched(client, world: World, batch, other) -> None:
    paying.release(batch, by=sight(other))
    paying.call_off(batch, by=sight(other), why="Verkeerde dag", not_executed=True)
    as_(client, world.financien)
    answer = client.get(f"{batch.get_absolute_url()}bestand/")
    assert "het mag niet naar de bank" in words(client.get(answer.url))
    assert Reading.objects.filter(by=world.financien, refused=True, part="betaalbestand ophalen").exists()


def test_where_nothing_can_be_paid_there_is_nothing_to_tick(client, world: World, payable) -> None:
    VangnetRequest.objects.filter(pk=payable[0].pk).update(payee_iban="NL91ABNA0417164301")
    page = words(as_(client, world.financien).get(LIST))
    assert "Op dit rekeningnummer kan niet worden betaald" in page
    assert page.count('name="aanvraag"') == 1


def test_who_may_not_see_one_of_its_cases_finds_no_file(client, world: World, batch, other, payable) -> None:
    payable[0].case.recusals.create(user=other)
    as_(client, other)
    url = batch.get_absolute_url()
    for page in (url, f"{url}bestand/", f"{url}annuleren/"):
        assert client.get(page).status_code == 404
    assert client.post(f"{url}vrijgeven/").status_code == 404
    assert batch.public_id not in words(client.get(LIST))
    assert Reading.objects.filter(by=other, refused=True, part="betaalbestand").exists()


@pytest.mark.parametrize(
    "who", ["consulent", "teamleider", "eerstecontact", "middenveld", "inwoner", "beheer", "privacy"]
)
def test_for_nobody_else(client, world: World, batch, who: str) -> None:
    as_(client, getattr(world, who))
    url = batch.get_absolute_url()
    for page in (LIST, url, f"{url}bestand/", f"{url}annuleren/"):
        assert client.get(page).status_code == 403
    for page in (MANY, f"{url}vrijgeven/", f"{url}boeken/"):
        assert client.post(page).status_code == 403


def test_who_reads_on_a_list_that_it_waits_is_led_to_that_payment_alone(client, world: World, batch, payable) -> None:
    """A colleague of the case sees whose turn it is, and not the whole file."""
    asked = payable[1]
    waiting = WorkItem.objects.filter(object_id=asked.public_id, url__startswith=batch.get_absolute_url())
    url = waiting.values_list("url", flat=True).distinct().get()
    led = as_(client, world.consulent2).get(url)
    assert (led.status_code, led.headers["Location"]) == (303, asked.get_absolute_url())
    assert client.get(asked.get_absolute_url()).status_code == 200
    for nonsense in ("?van=", "?van=%00", f"?van={payable[0].public_id}x"):
        assert client.get(f"{batch.get_absolute_url()}{nonsense}").status_code == 403
    assert as_(client, world.financien).get(url).status_code == 200


def test_the_head_releases_and_does_not_pay(client, world: World, batch) -> None:
    as_(client, world.afdelingshoofd)
    assert 'name="doe"' not in client.get(LIST).content.decode()
    assert client.post(MANY, {"doe": "boek"}).status_code == 403
    url = batch.get_absolute_url()
    assert client.post(f"{url}vrijgeven/").status_code == 303
    assert client.post(f"{url}boeken/").status_code == 403
    assert settings.PAYMENTS_IBAN
