"""Finding a case among those one may see."""

import pytest

from casework.cases.models import Case
from tests.factories import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Geheimhouder", phone="0186 123456"))


@pytest.mark.parametrize("words", ["geheim", "Bep Geheim", "1-3-1942", "REF"])
def test_find_by_name_birth_date_and_reference_what_one_may_see(client, world: World, case: Case, words: str) -> None:
    words = words.replace("REF", case.ref.lower())
    client.force_login(world.consulent)
    assert case.ref in client.post("/zaken/", {"q": words}).content.decode()
    client.force_login(world.consulent3)
    page = client.post("/zaken/", {"q": words}).content.decode()
    assert case.get_absolute_url() not in page
    assert "Niets gevonden" in page


@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_finding_costs_the_same(client, world: World, django_assert_num_queries, rows: int) -> None:
    for _ in range(rows):
        world.case()
    client.force_login(world.consulent)
    client.get("/zaken/")
    with django_assert_num_queries(6):
        client.post("/zaken/", {"q": "Jansen"})


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder", "financien", "inwoner", "privacy", "beheer"])
def test_who_has_no_cases_finds_none(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/zaken/").status_code == 403
