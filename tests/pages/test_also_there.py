"""*Ook op dit adres*: other cases of the same person, at the same address or linked, and never a word of what one may
not see."""

import pytest

from casework.cases.access import Recusal
from casework.cases.models import Case
from roles.models import Reading
from tests.factories import World
from tests.pages.looked_at import page_of

pytestmark = pytest.mark.django_db

HOME = {"street": "Lange Singel 27", "postcode": "3286 PN", "town": "Klaaswaal"}


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Vermaat", **HOME))


def named(client, who, case: Case) -> dict[str, str]:
    """Whose cases are named there, and why."""
    page = page_of(client, who, case)
    card = next((one for one in page.all(".wt-case__aside .wt-card") if "Ook op dit adres" in one.text), None)
    rows = card.all("li") if card else []
    return {one.one("a")["href"]: one.one(".wt-small").words.partition(" · ")[0] for one in rows}


def test_the_same_person_the_same_address_and_what_is_linked(client, world: World, case: Case) -> None:
    own = world.case("uitvoering", person=case.person)
    partner = world.case(
        "onderzoek", person=world.person("Bakker", street="Lange Singel 27 ", postcode="3286pn", town="")
    )
    linked = world.case("onderzoek", person=world.person("Elders"))
    case.linked.add(linked)
    world.case("onderzoek", person=world.person("Buur", **HOME | {"street": "Lange Singel 29"}))
    assert named(client, world.consulent, case) == {
        own.get_absolute_url(): "dezelfde inwoner",
        partner.get_absolute_url(): "zelfde adres",
        linked.get_absolute_url(): "gekoppeld",
    }
    assert named(client, world.consulent, linked) == {case.get_absolute_url(): "gekoppeld"}


def test_each_is_named_once(client, world: World, case: Case) -> None:
    own = world.case("uitvoering", person=case.person)
    case.linked.add(own)
    assert named(client, world.consulent, case) == {own.get_absolute_url(): "dezelfde inwoner"}


def test_that_they_were_named_is_remembered(client, world: World, case: Case) -> None:
    page_of(client, world.consulent, case)
    assert not Reading.objects.filter(part="ook op dit adres").exists()
    world.case("uitvoering", person=case.person)
    page_of(client, world.consulent, case)
    row = Reading.objects.get(part="ook op dit adres")
    assert (row.by, row.rows, case.ref in row.why) == (world.consulent, 1, True)


@pytest.mark.parametrize("whose", ["this", "other"])
def test_a_secret_address_is_no_address(client, world: World, case: Case, whose: str) -> None:
    other = world.case("onderzoek", person=world.person("Bakker", **HOME))
    hidden = case.person if whose == "this" else other.person
    hidden.secret_address = True
    hidden.save()
    assert named(client, world.consulent, case) == {}
    assert named(client, world.consulent, other) == {}


def test_without_an_address_nobody_lives_there_too(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Een", street="", postcode="", town=""))
    world.case("onderzoek", person=world.person("Twee", street="", postcode="", town=""))
    provision = world.case("onderzoek", person=None, provision="Tillift", kind="vraag")
    assert named(client, world.consulent, case) == {}
    assert named(client, world.consulent, provision) == {}


def test_nothing_is_told_of_what_one_may_not_see(client, world: World, case: Case) -> None:
    """Another team's, one that is closed to this colleague, and one of which they see only where it stands."""
    elsewhere = world.case("onderzoek", person=case.person, team=world.other_team, kern=world.other_kern)
    closed = world.case("onderzoek", person=case.person)
    Recusal.objects.create(case=closed, user=world.consulent)
    case.linked.add(elsewhere, closed)
    assert named(client, world.consulent, case) == {}
    page = page_of(client, world.consulent, case)
    assert elsewhere.ref not in page.text
    assert closed.ref not in page.text
    assert set(named(client, world.afdelingshoofd, case)) == {elsewhere.get_absolute_url(), closed.get_absolute_url()}


def test_who_reported_it_reads_nothing_of_it(client, world: World, case: Case) -> None:
    world.case("uitvoering", person=case.person)
    assert named(client, world.eerstecontact, case) == {}
