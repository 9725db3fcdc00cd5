"""The tabs of a case, and where they were before: work, events and mails hold those addresses for ever."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.engine.registry import hanging_on
from tests.factories import World
from tests.pages.browser import as_
from tests.pages.looked_at import page_of

pytestmark = pytest.mark.django_db

ROW = ["Overzicht", "Onderzoek", "Plan", "Wijkweb en gezin", "Besluiten en geld", "Stukken", "Inzage"]
MOVED = {
    "overdrachten/": "plan/#overdrachten",
    "vangnet/": "besluiten/#vangnet",
    "documenten/": "stukken/",
}


def test_seven_questions_and_what_is_personal_behind_the_name(client, world: World) -> None:
    case = world.case("onderzoek")
    page = page_of(client, world.consulent, case)
    assert [one.text for one in page.all(".wt-tabs a")] == ROW
    name = page.one("h1 a")
    assert name["href"] == f"{case.get_absolute_url()}gegevens/"
    there = page_of(client, world.consulent, case, "gegevens/").one("h1 a")
    assert there["aria-current"] == "page"


@pytest.mark.parametrize(("was", "now"), MOVED.items())
def test_an_old_address_leads_for_ever_to_where_its_tab_is(client, world: World, was: str, now: str) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent)
    answer = client.get(f"{case.get_absolute_url()}{was}", {"pagina": "2"})
    assert answer.status_code == 301
    page, mark, section = now.partition("#")
    assert answer["Location"] == f"{case.get_absolute_url()}{page}?pagina=2{mark}{section}"
    landed = client.get(f"{case.get_absolute_url()}{page}")
    assert landed.status_code == 200
    if section:
        assert f'id="{section}"' in landed.content.decode()


@pytest.mark.parametrize("was", MOVED)
def test_an_old_address_tells_nobody_whether_there_is_such_a_case(client, world: World, was: str) -> None:
    case = world.case("onderzoek")
    client.force_login(world.consulent3)
    there, nowhere = client.get(f"{case.get_absolute_url()}{was}"), client.get(f"/zaken/HW-2026-00000/{was}")
    assert there.status_code == nowhere.status_code == 301
    assert client.get(there["Location"]).status_code == 404
    client.logout()
    assert client.get(f"{case.get_absolute_url()}{was}")["Location"].startswith("/inloggen/")


def test_every_place_that_a_tab_had_is_tried_here(world: World) -> None:
    case = world.case("onderzoek")
    assert {place for noun in hanging_on(type(case)) for tab in noun.tabs for place in tab.formerly} == set(MOVED)


@pytest.mark.parametrize("was", MOVED)
def test_what_happened_there_leads_right(client, world: World, was: str) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}{was}"
    CaseEvent.objects.create(case=case, at=timezone.now(), by_name="T", verb="x", label="Toen gedaan", url=url)
    link = page_of(client, world.consulent, case).one(f'.wt-timeline a[href="{url}"]')
    assert client.get(link["href"], follow=True).status_code == 200


def test_a_plan_tells_where_the_question_was_offered(client, world: World) -> None:
    case = world.case("plan")
    handover = world.handover(case)
    page = page_of(client, world.consulent, case, "plan/")
    assert page.has(f'section[aria-labelledby="overdrachten"] a[href="{handover.get_absolute_url()}"]')
    assert "Voeg een doel toe" in page.text


def test_money_stands_with_the_decisions(client, world: World) -> None:
    case = world.case("onderzoek")
    request = world.request(case, "aangevraagd")
    page = page_of(client, world.consulent, case, "besluiten/")
    assert page.has(f'section[aria-labelledby="vangnet"] a[href="{request.get_absolute_url()}"]')


def test_help_and_notices_are_read_once(client, world: World) -> None:
    """The head reads them for its terms, and the tab shows those."""
    case = world.case("uitvoering")
    helped, notice = world.provision(case, "gestart"), world.default_notice(case)
    world.provision(case, "gestart", what="Begeleiding")
    as_(client, world.consulent)
    client.get(f"{case.get_absolute_url()}besluiten/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"{case.get_absolute_url()}besluiten/").content.decode()
    assert helped.get_absolute_url() in page
    assert notice.get_absolute_url() in page
    of = re.compile(r'FROM "casework_(provision|defaultnotice|provisionversion)"')
    assert sorted(name for one in asked for name in of.findall(one["sql"])) == [
        "defaultnotice",
        "provision",
        "provisionversion",
    ]


def test_research_that_has_found_nothing_yet_says_what_to_do(client, world: World) -> None:
    new = world.case("onderzoek")
    new.researches.get().needs.all().delete()
    assert "Er staat nog niet wat nodig is" in page_of(client, world.consulent, new, "onderzoek/").text
    waiting = page_of(client, world.consulent, world.case("aanmelding"), "onderzoek/").text
    assert "Pak de melding op" in waiting
    planned = world.case("plan")
    planned.researches.update(free="Zij kan het zelf")
    found = page_of(client, world.consulent, planned, "onderzoek/").text
    assert "Zij kan het zelf" in found


def test_the_head_says_whose_where_how_to_reach_and_what_ends_first(client, world: World) -> None:
    person = world.person("Geheimhouder", phone="0186 123456", street="Kade 1", postcode="3286 AB", town="Klaaswaal")
    case = world.case("onderzoek", person=person)
    for tab in ("", "plan/", "stukken/", "inzage/", "gegevens/"):
        head = page_of(client, world.consulent, case, tab).one(".wt-casehead")
        assert head.has('a[href="tel:+31186123456"]')
        for words in ("ligt nu bij", "Kade 1", "Onderzoek klaar", "nog", case.ref):
            assert words in head.text, tab


def test_a_secret_address_is_not_in_the_head(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Geheim", street="Geheime Laan 9", secret_address=True))
    head = page_of(client, world.consulent, case).one(".wt-casehead")
    assert "geheim adres" in head.text
    assert "Geheime Laan" not in head.text


def test_who_sees_no_file_has_neither_phone_nor_address(client, world: World) -> None:
    person = world.person("Geheimhouder", phone="0186 123456", street="Kade 1", town="Klaaswaal")
    head = page_of(client, world.eerstecontact, world.case("onderzoek", person=person)).one(".wt-casehead")
    assert "123456" not in head.text.replace(" ", "")
    assert "Kade" not in head.text
    assert not head.has("h1 a")
