"""Driehoek and the kernen."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.states import Layer, PartyKind
from casework.cases.work import WorkItem
from casework.desk.triangle_picture import picture
from tests.factories import World, put_in_line, today
from tests.pages.looked_at import LookedAt

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


def figures(page: str) -> dict[str, int]:
    """What stands before each layer."""
    rows = LookedAt(page).all(".wt-layers tbody tr")
    return {one.one(".wt-layers__layer").words.lstrip("0123456789"): int(one.one("strong").words) for one in rows}


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
    with django_assert_num_queries(10):  # one more: the list is remembered
        page = client.get("/driehoek/").content.decode()
    assert figures(page) == {"Inwoner": 0, "Partner in de kern": 0, "Professional": rows}


def test_counts_per_band_and_the_kern_filter(client, world: World) -> None:
    mine = held_by_the_citizen(world, "Bovenin")
    world.case("afgesloten", person=world.person("Klaar"))
    client.force_login(world.consulent)
    page = client.get("/driehoek/").content.decode()
    assert figures(page) == {"Inwoner": 1, "Partner in de kern": 0, "Professional": 0}
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
    assert [[one for one, _ in move["cases"]] for move in moves] == [[rose], [], [sank]]


def test_another_team_counts_nothing(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Geheimhouder"))
    client.force_login(world.consulent3)
    page = client.get("/driehoek/").content.decode()
    assert "Geheimhouder" not in page
    assert set(figures(page).values()) == {0}


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


def test_every_case_is_a_dot_and_what_is_late_has_a_ring(client, world: World) -> None:
    """In the picture and, in words, in the table; nobody hears the picture."""
    late = world.case("onderzoek")
    world.case("onderzoek")
    held_by_the_citizen(world, "Bovenin")
    world.appointment(late, on=today() - dt.timedelta(days=3), person=world.consulent)
    put_in_line(Case, list(Case.objects.values_list("pk", flat=True)), timezone.now())
    page = LookedAt(as_seen_by(client, world.consulent))
    drawn = page.one("svg.wt-triangle")
    assert drawn["aria-hidden"] == "true"
    assert (len(drawn.all(".wt-triangle__dot")), len(drawn.all(".wt-triangle__ring"))) == (3, 1)
    assert page.one(".wt-layers__late").words == "1 te laat"


def test_what_only_some_may_know_is_late_for_nobody_here(client, world: World) -> None:
    world.case("onderzoek")
    WorkItem.objects.update(due_on=today() - dt.timedelta(days=3), known_to=[world.teamleider.pk])
    assert not LookedAt(as_seen_by(client, world.consulent)).has(".wt-layers__late")


def test_a_cell_leads_to_what_it_counts(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Gevonden"))
    link = LookedAt(as_seen_by(client, world.consulent)).one(".wt-layers td a")
    page = LookedAt(client.get(f"/driehoek/{link['href'].partition('#')[0]}").content.decode())
    assert "Gevonden" in page.one("#lagen .wt-rows").text
    assert page.one(".wt-layers td a[aria-current]").text.startswith("1 vraag bij Professional")  # the picture stays
    assert page.has("svg.wt-triangle")
    assert page.one(".wt-rest h2").words.startswith("Professional: onderzoek")


def test_what_skipped_the_kern_has_a_lane_and_says_how_many(client, world: World) -> None:
    partner = {"holder_kind": PartyKind.ORGANISATIE, "holder_organisation": world.partner, "holder_team": None}
    skipped = world.case("onderzoek", person=world.person("Zakker0"))
    not_skipped = world.case("onderzoek", person=world.person("Zakker1"), layer=Layer.MIDDENVELD, **partner)
    for case in (skipped, not_skipped):
        event(case, "burger", 5)
        event(case, case.layer, 4)
    world.handover(skipped, to_layer="professional", reason="In de kern is niemand die dit kan.")
    page = as_seen_by(client, world.consulent)
    assert "1 van de 2 die zakten, sloeg de kern over." in page
    assert [one.words for one in LookedAt(page).all(".wt-lane__why")] == ["In de kern is niemand die dit kan."]
    shown = client.get("/driehoek/?bewogen=overgeslagen").content.decode()
    assert "Zakker0" in shown
    assert "Zakker1" not in shown


def as_seen_by(client, who) -> str:
    client.force_login(who)
    return client.get("/driehoek/").content.decode()


@pytest.mark.parametrize(
    ("number", "each", "dots"), [(0, 1, 0), (14, 1, 14), (15, 10, 2), (140, 10, 14), (141, 100, 2), (30_000, 10_000, 3)]
)
def test_a_full_band_counts_by_ten(number: int, each: int, dots: int) -> None:
    drawn = picture(dict.fromkeys(map(str, Layer), (0, 0)) | {str(Layer.PROFESSIONAL): (number, number)})
    assert (drawn.each, len(drawn.bands[-1].dots)) == (each, dots)
    assert all(one.late for one in drawn.bands[-1].dots)


def test_no_dot_hangs_over_the_edge() -> None:
    for band, (top, left, right) in zip(
        picture({str(Layer.BURGER): (43, 3), str(Layer.MIDDENVELD): (25, 1), str(Layer.PROFESSIONAL): (14, 14)}).bands,
        ((0, 0, 400), (124, 69, 331), (248, 138, 262)),
        strict=True,
    ):
        for dot in band.dots:
            inset = (dot.y - top) * 200 / 360
            assert left + inset + 9 <= dot.x <= right - inset - 9, dot
