"""Budgets, bookings, requests and what is to be settled: who may see it, what it says, and what leaves as a file."""

import csv
import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

import pytest
from django.utils import timezone

from casework.engine.door import perform
from casework.vangnet import ledger
from casework.vangnet.budgets import BAR, purses
from casework.vangnet.course import course
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.operations import provide_budget
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, token, words

pytestmark = pytest.mark.django_db
PAGES = ("/vangnet/budgetten/", "/vangnet/boekingen/", "/vangnet/verrekenen/", "/vangnet/boekingen/uitvoer/csv/")


def settled_later(world: World, amount: str = "900", *, financier: str = "de verzekering", **fields) -> VangnetRequest:
    """Paid, accounted for, and to come back."""
    request = world.request(world.case("uitvoering"), "aangevraagd", amount, recover_from=financier, **fields)
    perform(request, "approve", by=world.teamleider)
    perform(fresh(request), "pay", by=world.financien, paid_amount=Decimal(amount))
    perform(fresh(request), "account", by=world.consulent, result="Klaar", receipt="bonnen/x.pdf")
    return fresh(request)


def budget_of(world: World) -> VangnetBudget:
    return VangnetBudget.objects.get(team=world.team, year=today().year)


# --- who -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["teamlid", "consulent", "middenveld", "inwoner", "beheer", "privacy", "outsider"])
@pytest.mark.parametrize("url", PAGES)
def test_budgets_are_for_who_leads_or_pays(client, world: World, who: str, url: str) -> None:
    assert as_(client, getattr(world, who)).get(url).status_code == 403
    assert Reading.objects.filter(refused=True).count() == 1


def test_another_teams_budget_isnt_there(client, world: World) -> None:
    settled_later(world)
    url = f"/vangnet/budgetten/{budget_of(world).pk}/"
    for who, status in (("teamleider", 200), ("afdelingshoofd", 200), ("financien", 200), ("teamleider3", 404)):
        assert as_(client, getattr(world, who)).get(url).status_code == status, who
    as_(client, world.teamleider3)
    for page in PAGES[:3]:
        answer = words(client.get(page))
        assert "Alerimus" not in answer, page
        assert "de verzekering" not in answer, page
    assert client.get(f"/vangnet/budgetten/{'9' * 30}/").status_code == 404
    bookings = words(client.get("/vangnet/boekingen/", {"budget": budget_of(world).pk}))
    assert "Kies uit de lijst." in bookings


def test_who_pays_reads_no_name_and_no_reason(client, world: World) -> None:
    request = settled_later(world, purpose="Een bed voor Truus")
    as_(client, world.financien)
    for url in ("/vangnet/aanvragen/", *PAGES):
        answer = client.get(url)
        text = b"".join(answer).decode() if answer.streaming else words(answer)
        assert "Truus" not in text, url
        assert str(request.case.person) not in text, url
    assert "Alerimus" in words(client.get("/vangnet/aanvragen/"))


# --- budgets ---------------------------------------------------------------------------------------------------------


def test_the_year_of_a_budget_as_a_picture_and_as_a_table(client, world: World) -> None:
    settled_later(world, "4000")
    page = words(as_(client, world.teamleider).get(f"/vangnet/budgetten/{budget_of(world).pk}/"))
    page = page[page.index("<figure") :]
    picture = page[: page.index("</svg>")]
    assert "toegekend € 10.000,00, uitgegeven en nog niet terug € 4.000,00" in picture
    assert 'role="img"' in picture
    assert "style=" not in page
    table = page[page.index("<table") : page.index("</table>")]
    for month in ("januari", "november")[: 1 + (today().month >= 11)]:
        assert month in table
    assert "€ 6.000,00" in table
    assert 'scope="row"' in table
    assert "als het zo doorgaat" in table


def test_a_bar_is_as_wide_as_what_was_granted(world: World) -> None:
    request = settled_later(world, "4000")
    perform(request, "settle", by=world.financien, returned_amount=Decimal(1000), why="De rest kwam niet.")
    (purse,) = purses([budget_of(world)], today())
    widths = {part["name"]: int(part["width"]) for part in purse.bar}
    assert widths == {"vrij": BAR * 6 // 10, "teruggekomen": BAR // 10, "gereserveerd": 0, "uitgegeven": BAR * 3 // 10}


def test_a_month_is_what_was_booked_until_it_ended(world: World) -> None:
    budget = VangnetBudget.objects.create(team=world.other_team, year=2024)
    for month, amount in ((1, 1000), (6, 500)):
        at = timezone.make_aware(dt.datetime(2024, month, 28, 23, 30))  # noqa: DTZ001
        ledger.provide(budget, amount=Decimal(amount), by=None, at=at, words="Begroting")
    (purse,) = purses([budget], today())
    totals = [month.balance.total for month in course(purse)]
    assert totals == [1000] * 5 + [1500] * 7
    assert purse.forecast is None


def test_a_budget_of_next_year_has_no_course_yet(client, world: World) -> None:
    provide_budget(world.team, year=today().year + 1, amount=Decimal(10), by=None, words="Begroting")
    later = VangnetBudget.objects.get(year=today().year + 1)
    page = words(as_(client, world.teamleider).get(f"/vangnet/budgetten/{later.pk}/"))
    assert "nog moet beginnen" in page


# --- bookings --------------------------------------------------------------------------------------------------------


def test_bookings_leave_as_a_file_that_adds_up(client, world: World) -> None:
    request = settled_later(world, payee="=Alerimus")
    as_(client, world.teamleider)
    page = client.get("/vangnet/boekingen/", {"jaar": today().year})
    assert Reading.objects.get(part="vangnetboekingen").rows == 2
    assert "vangnetboekingen" not in words(page)
    answer = client.get("/vangnet/boekingen/uitvoer/csv/", {"jaar": today().year})
    head, *rows = csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";")
    money = [head.index(name) for name in ("vrij", "gereserveerd", "uitgegeven", "teruggekomen")]
    sums = [sum(Decimal(row[at].replace(",", ".")) for row in rows) for at in money]
    assert sums == [9100, 0, 900, 0]
    assert {row[head.index("aan wie")] for row in rows} == {"", "'=Alerimus"}
    assert {row[head.index("zaaknummer")] for row in rows} == {"", request.case.ref}
    log = Reading.objects.get(part="vangnetboekingen, uitvoer")
    assert (log.rows, log.why) == (3, f"als csv: jaar {today().year}")


def test_in_a_spreadsheet_money_is_a_number(client, world: World) -> None:
    settled_later(world)
    answer = as_(client, world.financien).get("/vangnet/boekingen/uitvoer/ods/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as file:
        content = file.read("content.xml").decode()
    assert 'office:value-type="float" office:value="-900.00" table:style-name="euros"' in content
    assert client.get("/vangnet/boekingen/uitvoer/exe/").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"van": "gisteren"}, {"tot": "31-02-2026"}, {"van": "1-1-1800"}, {"jaar": "x" * 10_000}, {"budget": "-1"},
        {"van": "2-2-2026", "tot": "1-2-2026"}, {"van": "\x00"}, {"jaar": "\x00"},
    ],
)  # fmt: skip
def test_what_is_no_filter_is_told_and_leaves_nothing(client, world: World, given: dict) -> None:
    page = as_(client, world.teamleider).get("/vangnet/boekingen/", given)
    assert page.status_code == 200
    assert "Verbeter eerst wat u zoekt." in words(page)
    answer = client.get("/vangnet/boekingen/uitvoer/csv/", given)
    assert len(b"".join(answer).decode().splitlines()) == 1


def test_a_period_holds_both_its_days(client, world: World) -> None:
    as_(client, world.teamleider)
    day = f"{today():%d-%m-%Y}"
    assert "Begroting" in words(client.get("/vangnet/boekingen/", {"van": day, "tot": day}))
    before = f"{today() - dt.timedelta(days=1):%d-%m-%Y}"
    assert "Hier is niets geboekt." in words(client.get("/vangnet/boekingen/", {"tot": before}))


# --- requests --------------------------------------------------------------------------------------------------------


def test_a_payee_is_kept_out_of_the_address(client, world: World) -> None:
    case = world.case("uitvoering")
    world.request(case, "aangevraagd", payee="Sleutelmaker Jansen")
    world.request(case, "afgewezen", payee="Taxi Waard")
    as_(client, world.teamleider)
    answer = client.post("/vangnet/aanvragen/", {"stand": "lopend", "aan": "jansen"})
    assert answer.status_code == 303
    assert "jansen" not in answer.headers["Location"].lower()
    page = words(client.get(answer.headers["Location"]))
    assert "Sleutelmaker Jansen" in page
    assert "Taxi Waard" not in page
    title = re.search("<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None
    assert "Jansen" not in title[1]
    assert "lopend, één ontvanger" in title[1]
    last = Reading.objects.filter(part="vangnetaanvragen").latest("pk")
    assert (last.rows, last.why) == (1, "aanvragen: lopend, één ontvanger, bladzijde 1")
    other = words(as_(client, world.afdelingshoofd).get(answer.headers["Location"]))
    assert "niet meer bekend" in other


def test_requests_by_state_and_date_with_what_they_come_to(client, world: World) -> None:
    case = world.case("uitvoering")
    world.request(case, "aangevraagd", "100", requested_on=today() - dt.timedelta(days=40))
    world.request(case, "aangevraagd", "250")
    world.request(case, "ingetrokken", "999")
    as_(client, world.teamleider)
    since = (today() - dt.timedelta(days=5)).isoformat()
    page = client.get("/vangnet/aanvragen/", {"stand": "aangevraagd", "van": since})
    assert [(one["n"], one["euros"]) for one in page.context["totals"]["states"]] == [(1, Decimal("250.00"))]
    assert page.context["totals"]["n"] == 1
    page = words(client.get("/vangnet/aanvragen/", {"stand": "\x00", "van": "nooit", "v": "\x00", "pagina": "x"}))
    assert "Verbeter eerst wat u zoekt." in page
    typed = client.post("/vangnet/aanvragen/", {"van": "nooit", "aan": "Bakker", "stand": "concept"})
    assert 'value="Bakker"' in words(typed)
    assert "Vul een datum in" in words(typed)


def test_a_case_that_is_closed_to_me_is_on_no_list_of_money(client, world: World) -> None:
    request = settled_later(world, payee="Firma Herkenbaar")
    request.case.recusals.create(user=world.teamleider)
    as_(client, world.teamleider)
    for url in ("/vangnet/aanvragen/", *PAGES):
        answer = client.get(url)
        text = b"".join(answer).decode() if answer.streaming else words(answer)
        assert "Firma Herkenbaar" not in text, url
        assert request.public_id not in text, url


# --- settling --------------------------------------------------------------------------------------------------------


def settle(client, *requests: VangnetRequest, key: str = "", **amounts: str):
    given = {"token": key or token(), "verreken": [one.public_id for one in requests]}
    for number, one in enumerate(requests):
        given[f"{one.public_id}-returned_amount"] = amounts.get(f"a{number}", "900,00")
    return client.post("/vangnet/verrekenen/", given)


def test_what_waits_per_financier(client, world: World) -> None:
    late = today() - dt.timedelta(days=3)
    settled_later(world, financier="De  Verzekering", recover_on=late)
    settled_later(world, financier="de verzekering")
    settled_later(world, "50", financier="UWV")
    page = as_(client, world.financien).get("/vangnet/verrekenen/")
    found = [(one.n, one.late, one.open) for one in page.context["page"].object_list]
    assert sorted(found) == [(1, 0, Decimal(50)), (2, 1, Decimal(1800))]
    assert "3 dagen te laat" in words(page)
    assert words(page).count('type="checkbox"') == 3
    leader = words(as_(client, world.teamleider).get("/vangnet/verrekenen/"))
    assert "verzekering" in leader.lower()
    assert "checkbox" not in leader  # who leads doesn't pay
    log = Reading.objects.filter(part="vangnet, te verrekenen").latest("pk")
    assert log.rows == 3


def test_many_are_settled_at_once(client, world: World) -> None:
    one, other, stays = settled_later(world), settled_later(world), settled_later(world)
    as_(client, world.financien)
    answer = settle(client, one, other)
    assert answer.status_code == 303
    page = words(client.get(answer.headers["Location"]))
    assert f"Verrekend: {one.case.ref} € 900,00, {other.case.ref} € 900,00. Samen € 1.800,00." in page
    assert [fresh(each).state for each in (one, other, stays)] == ["verrekend", "verrekend", "verantwoord"]
    assert budget_of(world).entries.balance().returned == 1800
    done = words(client.get("/vangnet/verrekenen/?alles=1"))
    assert one.public_id in done
    assert done.count('type="checkbox"') == 1


def test_each_row_says_what_happened_and_keeps_what_was_typed(client, world: World) -> None:
    good, less, wrong = settled_later(world), settled_later(world), settled_later(world)
    as_(client, world.financien)
    answer = settle(client, good, less, wrong, a1="400", a2="veel")
    assert answer.status_code == 409
    page = words(answer)
    assert "Niet alles is verrekend." in page
    assert f"{good.case.ref} / {good.public_id}: verrekend, € 900,00" in page
    assert f"{less.case.ref} / {less.public_id}: Komt niet alles terug? Zeg dan waarom." in page
    assert f"{wrong.case.ref} / {wrong.public_id}: Vul een bedrag in, bijvoorbeeld 4.850,00." in page
    assert 'value="400"' in page
    assert 'value="veel"' in page
    assert [fresh(one).state for one in (good, less, wrong)] == ["verrekend", "verantwoord", "verantwoord"]
    data = {
        "token": token(),
        "verreken": [less.public_id],
        f"{less.public_id}-returned_amount": "400",
        f"{less.public_id}-why": "De polis dekt niet meer.",
    }
    assert client.post("/vangnet/verrekenen/", data).status_code == 303
    assert fresh(less).settled_why == "De polis dekt niet meer."


def test_a_second_click_finds_the_first(client, world: World) -> None:
    one, key = settled_later(world), token()
    as_(client, world.financien)
    for _ in range(2):
        assert settle(client, one, key=key).status_code == 303
    assert budget_of(world).entries.balance().returned == 900
    late = settle(client, one)  # in another form
    assert late.status_code == 409
    assert "Een collega was u voor: deze aanvraag is al verrekend." in words(late)


def test_nothing_ticked_and_what_isnt_there(client, world: World) -> None:
    as_(client, world.financien)
    assert "Vink ten minste één aanvraag aan." in words(client.post("/vangnet/verrekenen/", {"token": "x"}))
    strange = client.post("/vangnet/verrekenen/", {"verreken": ["\x00", "x" * 10_000, "onbekend"]})
    assert strange.status_code == 409
    assert "zijn er 3 aanvragen niet (meer)." in words(strange)


def test_who_doesnt_pay_settles_nothing(client, world: World) -> None:
    one = settled_later(world)
    for who in ("teamleider", "afdelingshoofd", "consulent", "inwoner"):
        assert settle(as_(client, getattr(world, who)), one).status_code == 403, who
    assert fresh(one).state == "verantwoord"
    assert Reading.objects.filter(refused=True, part="vangnet, te verrekenen").count() == 4


def test_what_waits_leaves_as_a_file(client, world: World) -> None:
    one = settled_later(world)
    answer = as_(client, world.financien).get("/vangnet/verrekenen/uitvoer/csv/")
    head, row = csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";")
    found = dict(zip(head, row, strict=True))
    assert (found["financier"], found["zaaknummer"], found["nog open"]) == ("de verzekering", one.case.ref, "900,00")
    assert Reading.objects.get(part="vangnet, te verrekenen, uitvoer").rows == 1
    assert client.get("/vangnet/verrekenen/uitvoer/exe/").status_code == 404


# --- what it costs ---------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/vangnet/aanvragen/", 6), ("/vangnet/budgetten/", 5), ("/vangnet/budgetten/KEY/", 6),
        ("/vangnet/boekingen/", 7), ("/vangnet/verrekenen/", 8),
    ],
)  # fmt: skip
def test_a_page_costs_the_same_however_many_there_are(
    client, world: World, django_assert_num_queries, url: str, queries: int
) -> None:
    url = url.replace("KEY", str(budget_of(world).pk))
    as_(client, world.financien)
    for rows in (1, 5):
        for _ in range(rows):
            settled_later(world, "90")
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)


# --- deciding --------------------------------------------------------------------------------------------------------


def test_earlier_requests_and_the_mandate_stand_beside_the_decision(client, world: World) -> None:
    person = world.person("Eerder")
    before = world.request(world.case("uitvoering", person=person), "verantwoord", "85", purpose="Paspoort")
    closed = world.request(world.case("uitvoering", person=person), "aangevraagd", "86", purpose="Dicht")
    closed.case.recusals.create(user=world.teamleider)
    request = world.request(world.case("uitvoering", person=person), "aangevraagd", "1850")
    as_(client, world.teamleider)
    for url in ("/vangnet/", request.get_absolute_url()):
        page = words(client.get(url))
        for there in ("€ 85,00 voor Paspoort", "Na dit besluit vrij", "€ 8.150,00", "tot € 5.000,00 per aanvraag",
                      "Keur goed, € 1.850,00", "Mandaatbesluit"):  # fmt: skip
            assert there in page, (url, there)
        assert "Dicht" not in page
    looked = Reading.objects.filter(by=world.teamleider, case_id=before.case_id)
    assert set(looked.values_list("part", flat=True)) == {"vangnet om te beslissen", "eerder van het vangnet"}


def test_what_was_free_meanwhile_is_told_before_it_is_decided(client, world: World) -> None:
    case = world.case("uitvoering")
    first, second = world.request(case, "aangevraagd", "4000"), world.request(case, "aangevraagd", "500")
    as_(client, world.teamleider)
    seen = {"expected": "aangevraagd", "free_seen": "10000.00"}
    where = "stap/keur-goed/"
    assert client.post(f"{first.get_absolute_url()}{where}", seen | {"token": token()}).status_code == 303
    late = client.post(f"{second.get_absolute_url()}{where}", seen | {"token": token()})
    assert late.status_code == 409
    assert "Een collega was u voor: er is nu € 6.000,00 vrij, en niet meer € 10.000,00." in words(late)
    assert 'name="free_seen" value="6000.00"' in words(late)
    strange = seen | {"free_seen": "NaN", "token": token()}
    assert client.post(f"{second.get_absolute_url()}{where}", strange).status_code == 303
