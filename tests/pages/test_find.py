"""Finding a case among those one may see."""

import pytest

from casework.cases.models import Case
from casework.desk import search
from tests.factories import World
from tests.pages.browser import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Geheimhouder", phone="0186 123456"))


@pytest.mark.parametrize("asked", ["geheim", "Bep Geheim", "1-3-1942", "REF"])
def test_find_by_name_birth_date_and_reference_what_one_may_see(client, world: World, case: Case, asked: str) -> None:
    asked = asked.replace("REF", case.ref.lower())
    client.force_login(world.consulent)
    assert case.ref in client.post("/zaken/", {"q": asked}, follow=True).content.decode()
    client.force_login(world.consulent3)
    page = client.post("/zaken/", {"q": asked}, follow=True).content.decode()
    assert case.get_absolute_url() not in page
    assert "Niets gevonden" in page


@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_finding_costs_the_same(client, world: World, django_assert_num_queries, rows: int) -> None:
    for _ in range(rows):
        world.case()
    client.force_login(world.consulent)
    asked = client.post("/zaken/", {"q": "Jansen"}).url
    client.get(asked)
    with django_assert_num_queries(9 if rows == 1 else 8):  # where there are few, one looks for a wrong letter
        client.get(asked)


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder", "financien", "inwoner", "privacy", "beheer"])
def test_who_has_no_cases_finds_none(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/zaken/").status_code == 403


def test_what_is_looked_for_stands_in_no_address_and_can_be_come_back_to(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    sent = client.post("/zaken/", {"q": "Geheimhouder"})
    assert sent.status_code == 303
    assert "geheim" not in sent.url.casefold()
    for _ in range(2):  # Back asks for the same address again
        assert case.ref in words(client.get(sent.url))
    assert client.post("/zaken/", {"q": "Geheimhouder"}).url == sent.url


def test_another_person_finds_nothing_behind_that_address(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    url = client.post("/zaken/", {"q": "Geheimhouder"}).url
    client.force_login(world.teamleider)
    page = words(client.get(url))
    assert "Deze zoekvraag bewaren wij niet meer. Zoek opnieuw." in page
    assert "Gevonden bij" not in page


def test_a_question_is_kept_for_a_day_and_no_more_than_the_last_few(
    client, world: World, case: Case, monkeypatch
) -> None:
    client.force_login(world.consulent)
    first = client.post("/zaken/", {"q": "Geheimhouder"}).url
    for number in range(search.KEPT):
        last = client.post("/zaken/", {"q": f"naam {number}"}).url
    assert "bewaren wij niet meer" in words(client.get(first))
    assert "naam 19" in words(client.get(last))
    monkeypatch.setattr(search, "KEPT_FOR", -1)  # a day later
    assert "bewaren wij niet meer" in words(client.get(last))


def test_all_that_is_found_can_be_reached(client, world: World) -> None:
    refs = {world.case(person=world.person("Jansen")).ref for _ in range(30)}
    client.force_login(world.consulent)
    url = client.post("/zaken/", {"q": "Jansen"}).url
    first, second = words(client.get(url)), words(client.get(f"{url}&pagina=2"))
    assert {ref for ref in refs if ref in first + second} == refs
    assert "(30)" in first
