"""Driehoek and the kernen."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.states import Layer, PartyKind
from tests.factories import World, today

pytestmark = pytest.mark.django_db


def event(case, layer: str, days_ago: int) -> None:
    CaseEvent.objects.create(
        case=case,
        at=timezone.now() - dt.timedelta(days=days_ago),
        by_name="Test",
        verb="case.moved",
        label="Ligt nu bij",
        layer=layer,
    )


def held_by_the_citizen(world: World, name: str) -> Case:
    return world.case(
        "uitvoering",
        person=world.person(name),
        holder_kind=PartyKind.INWONER,
        holder_team=None,
        layer=Layer.BURGER,
    )


@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_the_triangle_costs_the_same_with_one_row_and_with_thirty(
    client, world: World, django_assert_num_queries, rows: int
) -> None:
    for n in range(rows):
        case = world.case("plan" if n % 2 else "onderzoek", person=world.person(f"Inwoner{n}"))
        event(case, Layer.BURGER, 9)
        event(case, Layer.PROFESSIONAL, 3)
    client.force_login(world.consulent)
    client.get("/driehoek/")
    with django_assert_num_queries(9):  # one more: the list is remembered
        page = client.get("/driehoek/").content.decode()
    assert f'<text class="wt-triangle__number" x="200" y="292">{rows}</text>' in page


def test_counts_per_band_and_the_kern_filter(client, world: World) -> None:
    mine = held_by_the_citizen(world, "Bovenin")
    world.case("afgesloten", person=world.person("Klaar"))
    client.force_login(world.consulent)
    page = client.get("/driehoek/").content.decode()
    assert "Inwoner: 1 vraag" in page
    assert "Professional: 0 vragen" in page
    assert "Bovenin" in page
    assert "Klaar" not in page
    assert mine.get_absolute_url() in page
    assert "Bovenin" not in client.get(f"/driehoek/?kern={world.other_kern.slug}").content.decode()
    assert "Bovenin" not in client.get("/driehoek/?laag=professional").content.decode()


def test_what_rose_and_what_sank(client, world: World) -> None:
    rose = held_by_the_citizen(world, "Stijger")
    sank = world.case("onderzoek", person=world.person("Zakker"))
    long_ago = world.case("onderzoek", person=world.person("Vroeger"), on=today() - dt.timedelta(days=200))
    for case, layers in (
        (rose, ("professional", "burger")),
        (sank, ("burger", "professional")),
        (long_ago, ("burger", "professional")),
    ):
        for n, layer in enumerate(layers):
            event(case, layer, 10 - n)
    client.force_login(world.consulent)
    moves = client.get("/driehoek/").context["moves"]
    assert [[one for one, _ in move["cases"]] for move in moves] == [[rose], [sank]]


def test_another_team_counts_nothing(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Geheimhouder"))
    client.force_login(world.consulent3)
    page = client.get("/driehoek/").content.decode()
    assert "Geheimhouder" not in page
    assert "Professional: 0 vragen" in page


@pytest.mark.parametrize(
    "who", ["eerstecontact", "middenveld", "uitvoerder", "financien", "inwoner", "privacy", "beheer"]
)
def test_the_triangle_is_for_teams(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/driehoek/").status_code == 403


def test_a_kern_shows_its_organisations_and_nobodys_case(client, world: World) -> None:
    world.church.kernen.set([world.kern])
    world.nursing.kernen.set([world.other_kern])
    world.case("onderzoek", person=world.person("Geheimhouder"))
    client.force_login(world.middenveld)
    counted = {one.name: one.there for one in client.get("/kernen/").context["kernen"]}
    page = client.get("/kernen/piershil/").content.decode()
    assert counted["Piershil"] == page.count('class="wt-row wt-there"')
    assert "Kerk Piershil" in page
    assert "Kerk en levensbeschouwing" in page
    assert "Bij de Oma" in page  # no kernen: the whole municipality
    assert "Wijkverpleging" not in page
    assert "Geheimhouder" not in page
    assert "Heemzicht" not in client.get("/kernen/piershil/?laag=middenveld").content.decode()
    assert client.get("/kernen/nergens/").status_code == 404
