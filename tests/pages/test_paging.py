"""Every list has pages and says how many there are: nothing is out of reach, and no page is past the end."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.goals.models import ProgressReport
from casework.notes.models import Note
from tests.factories import World, today
from tests.pages.browser import as_, words

NOT_THERE = "is er niet (meer). U ziet de laatste."


def fill_citizens_page(world: World):
    case = world.case("uitvoering")
    world.grant(case)
    now = timezone.now()
    for number in range(60):
        at = now - dt.timedelta(days=number)
        CaseEvent.objects.create(
            case=case, verb="case.x", at=at, label="x", citizen=f"gebeurtenis {number:02}.", by=None
        )
        Note.objects.create(case=case, at=at, text=f"notitie {number:02}.", by=world.consulent)
        world.document(case, asked_at=at, made_at=at)
    return case


def all_pages(client, url: str, name: str, pages: int) -> str:
    return "".join(words(client.get(url, {name: number})) for number in range(1, pages + 1))


def test_the_citizen_reaches_all_that_happened_and_was_written(client, world: World) -> None:
    case = fill_citizens_page(world)
    as_(client, world.inwoner)
    url = f"/mijn/{case.ref}/"
    page = words(client.get(url))
    assert "gebeurtenis 24." in page
    assert "gebeurtenis 25." not in page
    assert page.count("(60 in totaal)") >= 2
    read = all_pages(client, url, "gebeurd", 3)
    assert [number for number in range(60) if f"gebeurtenis {number:02}." not in read] == []
    read = all_pages(client, url, "notities", 3)
    assert [number for number in range(60) if f"notitie {number:02}." not in read] == []


def test_each_list_of_a_page_turns_by_itself(client, world: World) -> None:
    case = fill_citizens_page(world)
    page = words(as_(client, world.inwoner).get(f"/mijn/{case.ref}/", {"gebeurd": "2", "notities": "3"}))
    assert "gebeurtenis 25." in page
    assert "notitie 50." in page
    assert "gebeurd=3&amp;notities=3#gebeurd" in page


def test_the_reports_of_a_goal(client, world: World) -> None:
    goal = world.goal(world.case("uitvoering"), "loopt")
    for number in range(60):
        ProgressReport.objects.create(
            goal=goal,
            on=today() - dt.timedelta(days=number),
            text=f"bericht {number:02}.",
            by_name="Koos",
            at=timezone.now(),
        )
    as_(client, world.consulent)
    read = all_pages(client, goal.get_absolute_url(), "berichten", 3)
    assert [number for number in range(60) if f"bericht {number:02}." not in read] == []


def test_who_pays_reaches_every_request(client, world: World) -> None:
    case = world.case("uitvoering")
    for number in range(45):
        world.request(case, "goedgekeurd", payee=f"Ontvanger {number:02}.", amount="10")
    as_(client, world.financien)
    assert "(45 in totaal)" in words(client.get("/vangnet/"))
    read = all_pages(client, "/vangnet/", "betalen", 3)
    assert [number for number in range(45) if f"Ontvanger {number:02}." not in read] == []


def test_who_decides_reaches_every_request(client, world: World) -> None:
    case = world.case("uitvoering")
    for number in range(25):
        world.request(case, "aangevraagd", purpose=f"Doel {number:02}.", amount="10")
    as_(client, world.teamleider)
    read = all_pages(client, "/vangnet/", "beslissen", 2)
    assert [number for number in range(25) if f"Doel {number:02}." not in read] == []


def test_linked_cases(client, world: World) -> None:
    case = world.case()
    others = [world.case() for _ in range(30)]
    case.linked.set(others)
    as_(client, world.consulent)
    read = all_pages(client, f"{case.get_absolute_url()}gegevens/", "gekoppeld", 2)
    assert [one.ref for one in others if one.ref not in read] == []


def test_the_questions_of_the_triangle(client, world: World) -> None:
    refs = [world.case("uitvoering").get_absolute_url() for _ in range(30)]
    as_(client, world.consulent)
    first = words(client.get("/driehoek/"))
    assert "?laag=professional&amp;fase=uitvoering" in first
    read = "".join(
        words(client.get("/driehoek/", {"laag": "professional", "fase": "uitvoering", "pagina": page}))
        for page in (1, 2)
    )
    assert [ref for ref in refs if ref not in read] == []


@pytest.mark.parametrize(
    "url",
    [
        "/?pagina=9",
        "/?lijst=team&pagina=9",
        "/zaken/?pagina=9",
        "/zaken/REF/?pagina=9",
        "/vangnet/boekingen/?pagina=99",
    ],
)
def test_past_the_end_is_the_last_page_and_says_so(client, world: World, url: str) -> None:
    case = world.case("uitvoering")
    page = words(as_(client, world.teamleider).get(url.replace("REF", case.ref)))
    assert NOT_THERE in page
    assert "Er wacht niets op" not in page or "lijst" not in url


def test_the_worklist_past_its_end_shows_what_waits(client, world: World) -> None:
    for _ in range(30):
        case = world.case("onderzoek")
    page = words(as_(client, world.consulent).get("/?pagina=40"))
    assert NOT_THERE in page
    assert case.person.listed in page
    assert "Er wacht niets op u" not in page
