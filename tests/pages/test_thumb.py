"""What stands at the bottom of a phone: a new report everywhere, and on a case what one does most there."""

import re

import pytest

from casework.cases.models import Case
from tests.factories import World
from tests.pages.browser import as_, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Maaskant", phone="0186 123456"))


def at_thumb(client, place: str) -> dict[str, str]:
    """Words and address of each link in the bar."""
    page = words(client.get(place))
    bar = re.findall(r'<nav class="wt-thumb".*?</nav>', page, re.DOTALL)
    links = re.findall(r'href="([^"]+)".*?</svg>\s*(\w+)', "".join(bar), re.DOTALL)
    return {label: url for url, label in links}


def test_a_new_report_is_everywhere_but_where_one_is_made(client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    for place in ("/", "/casussen/", "/driehoek/"):
        assert at_thumb(client, place) == {"Melding": "/zaken/nieuw/"}, place
    assert at_thumb(client, "/zaken/nieuw/") == {}


def test_on_a_case_and_below_it_one_rings_writes_or_adds_a_photo(client, world: World, case: Case) -> None:
    """Also on a form, a step, and the page of what hangs on it: who types there is still at that kitchen table."""
    as_(client, world.consulent)
    url = case.get_absolute_url()
    below = ("notities/nieuw/", "stukken/nieuw/", "stap/maak-kennis/", "doelen/nieuw/")
    letter = world.document(case, asked_by=world.consulent)
    here = [url + place for place in ("", "plan/", "stukken/", *below)]
    for place in (*here, letter.get_absolute_url(), f"{letter.get_absolute_url()}stap/verstuur-of-reik-uit/"):
        assert at_thumb(client, place) == {
            "Bel": "tel:+31186123456",
            "Bezoek": f"{url}bezoek/",
            "Notitie": f"{url}notities/nieuw/",
            "Foto": f"{url}stukken/nieuw/",
        }, place


def test_where_it_matters_when_one_rings_that_is_read_first(client, world: World, case: Case) -> None:
    case.person.safe_moment = "alleen op dinsdagochtend"
    case.person.save()
    as_(client, world.consulent)
    page = words(client.get(case.get_absolute_url()))
    assert at_thumb(client, case.get_absolute_url())["Bel"] == "#bereik"
    assert 'id="bereik"' in page
    form = f"{case.get_absolute_url()}notities/nieuw/"
    assert at_thumb(client, form)["Bel"] == f"{case.get_absolute_url()}#bereik"
    assert "alleen op dinsdagochtend" in page


def test_only_what_one_may_do(client, world: World, case: Case) -> None:
    as_(client, world.administratie)
    assert [*at_thumb(client, case.get_absolute_url())] == ["Foto"]
    as_(client, world.eerstecontact)
    mine = world.case("aanmelding", reported_by=world.eerstecontact)
    assert [*at_thumb(client, mine.get_absolute_url())] == ["Melding"]
    without = world.case("onderzoek", person=world.person("Zonder", phone=""))
    as_(client, world.consulent)
    assert [*at_thumb(client, without.get_absolute_url())] == ["Bezoek", "Notitie", "Foto"]


@pytest.mark.parametrize("who", ["middenveld", "financien", "privacy", "beheer", "inwoner"])
def test_who_reports_nothing_has_no_bar(client, world: World, who: str) -> None:
    as_(client, getattr(world, who))
    assert "wt-thumb" not in words(client.get("/", follow=True))
