"""`/vangnet/`: decide and pay on one screen, with what is left beside it."""

from decimal import Decimal

import pytest

from casework.engine.door import perform
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.operations import provide_budget
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, post, words


def asked(world: World, **fields) -> VangnetRequest:
    request = world.request(fields.pop("case", None) or world.case("uitvoering"), **fields)
    perform(request, "request", by=world.consulent)
    return VangnetRequest.objects.get(pk=request.pk)


def test_who_decides_has_everything_on_one_screen(client, world: World) -> None:
    request = asked(world, amount="4850", recover_from="onderhoud accommodaties")
    page = words(as_(client, world.teamleider).get("/vangnet/"))
    for there in (
        "Nieuwe tillift",
        "€ 4.850,00",
        "Alerimus",
        "Het bad ligt stil.",
        "Sportfonds: te laat.",
        "onderhoud accommodaties",
        "€ 10.000,00",
        "Keur goed",
        "Wijs af",
        "Vraag terug",
        request.case.ref,
    ):
        assert there in page
    assert (
        Reading.objects.filter(by=world.teamleider, case_id=request.case_id, part="vangnet om te beslissen").count()
        == 1
    )
    assert post(client, request, "keur-goed").status_code == 303
    page = words(client.get("/vangnet/"))
    assert "Er wacht geen aanvraag op een besluit." in page
    assert "€ 4.850,00</td>" in page  # reserved


def test_who_asked_or_lacks_the_mandate_hears_why_there_is_no_button(client, world: World) -> None:
    asked(world)
    page = words(as_(client, world.consulent).get("/vangnet/"))
    assert "U schreef zelf aan deze aanvraag. Een ander beslist." in page
    assert "Keur goed" not in page
    page = words(as_(client, world.consulent2).get("/vangnet/"))
    assert "Uw eigen mandaat dekt dit bedrag niet." in page
    assert "Keur goed" not in page


def test_too_little_is_said_before_it_is_tried(client, world: World) -> None:
    request = asked(world, amount="4000")
    provide_budget(world.team, year=today().year, amount=Decimal(-9000), by=None, words="Bezuiniging")
    assert "dat is te weinig" in words(as_(client, world.teamleider).get("/vangnet/"))
    response = post(client, request, "keur-goed")
    assert response.status_code == 409
    assert "Het budget is op" in words(response)


def test_one_sees_the_requests_and_budgets_of_ones_own_teams(client, world: World) -> None:
    asked(world)
    provide_budget(world.other_team, year=today().year, amount=Decimal(777), by=None, words="Begroting Zuid")
    page = words(as_(client, world.teamleider3).get("/vangnet/"))
    assert "Nieuwe tillift" not in page
    assert "Wijkteam Noord" not in page
    assert "€ 777,00" in page
    page = words(as_(client, world.afdelingshoofd).get("/vangnet/"))
    assert "Nieuwe tillift" in page
    assert "Wijkteam Noord" in page
    assert "Wijkteam Zuid" in page
    page = words(as_(client, world.teamlid).get("/vangnet/"))
    assert "Nieuwe tillift" in page
    assert "Budgetten" not in page


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder", "inwoner", "privacy", "beheer", "outsider"])
def test_the_page_is_for_who_has_to_do_with_it(client, world: World, who: str) -> None:
    assert as_(client, getattr(world, who)).get("/vangnet/").status_code == 403
    assert Reading.objects.filter(refused=True, part="vangnet").count() == 1


def test_paying_and_settling(client, world: World) -> None:
    request = asked(world, amount="1000", recover_from="de verzekering")
    as_(client, world.teamleider)
    post(client, request, "keur-goed")
    as_(client, world.financien)
    page = words(client.get("/vangnet/"))
    assert "Betaal € 1.000,00 aan Alerimus" in page
    assert "Nieuwe tillift" not in page
    request.refresh_from_db()
    assert post(client, request, "betaal-uit", paid_amount="900").status_code == 303
    request.refresh_from_db()
    perform(request, "account", by=world.consulent, result="Klaar", receipt="bonnen/x.pdf")
    page = words(client.get("/vangnet/"))
    assert "Verreken € 900,00 met de verzekering" in page
    request.refresh_from_db()
    assert post(client, request, "boek-een-deel-terug", returned_amount="400").status_code == 303
    request.refresh_from_db()
    assert 'value="500,00"' in words(client.get(f"{request.get_absolute_url()}stap/verreken/"))
    assert post(client, request, "verreken", returned_amount="500,00").status_code == 303
    balance = VangnetBudget.objects.get(team=world.team).entries.balance()
    assert (balance.free, balance.spent, balance.returned) == (10000, 900, 900)
    page = words(client.get("/vangnet/"))
    assert "Er is nu niets te betalen of te verrekenen." in page
    assert "€ 900,00</td>" in page  # came back


@pytest.mark.slow
@pytest.mark.parametrize(("who", "queries"), [("teamleider", 14), ("financien", 12)])
def test_the_page_costs_the_same_with_one_and_with_fifteen(
    client, world: World, django_assert_num_queries, who: str, queries: int
) -> None:
    provide_budget(world.team, year=today().year, amount=Decimal(90000), by=None, words="Begroting")
    as_(client, getattr(world, who))
    for rows in (1, 14):
        for _ in range(rows):
            request = asked(world, amount="10")
            if who == "financien":
                perform(request, "approve", by=world.teamleider)
        client.get("/vangnet/")
        with django_assert_num_queries(queries):
            client.get("/vangnet/")


@pytest.mark.parametrize("page", ["\x00", "-1", "9" * 400, "x", "2"])
def test_a_strange_page_number_is_answered(client, world: World, page: str) -> None:
    assert as_(client, world.financien).get("/vangnet/", {"pagina": page}).status_code == 200
