"""How often a page waits for the database, literally; beside how much it asks."""

import pytest
from django.utils import timezone

from tests.factories import World, today
from tests.round_trips import round_trips

pytestmark = pytest.mark.django_db(transaction=True)


def waits(client, address: str) -> int:
    """The second time: what is read once per process is known."""
    for _ in range(2):
        assert client.get(address).status_code == 200
    with round_trips() as trips:
        assert client.get(address).status_code == 200
    return len(trips)


def test_werkvoorraad(client, world: World) -> None:
    """The session; the user with what they may draw on; and the list with its counters."""
    for _ in range(30):
        world.case("onderzoek")
    client.force_login(world.consulent)
    assert waits(client, "/") == 3


def test_the_list_of_a_team(client, world: World) -> None:
    """And, in one more: to whom it can be handed, what beheer asks to confirm, and the look that is remembered."""
    for _ in range(30):
        world.case("onderzoek")
    client.force_login(world.teamleider)
    assert waits(client, "/?lijst=team") == 4


def test_casussen(client, world: World) -> None:
    """The session; the user with what they may draw on; and the list with its counters. What it reads of one's own
    cases is no look at those of others."""
    for _ in range(30):
        world.wait(world.case("onderzoek"))
    client.force_login(world.consulent)
    assert waits(client, "/casussen/") == 3


def test_driehoek(client, world: World) -> None:
    """The kernen; what is counted and found; and what is named, with the look that is remembered."""
    for _ in range(30):
        world.case("onderzoek")
    client.force_login(world.consulent)
    assert waits(client, "/driehoek/") == 4


def test_finding_a_name(client, world: World) -> None:
    """The session; the user; who and what is called so; those of that name; whatever else fits; the kernen; the lines with
    the other cases of the same people; and the look that is remembered."""
    for place in range(30):
        world.case("onderzoek", person=world.person("Zeldzaam"), kern=world.kern if place % 2 else world.other_kern)
    client.force_login(world.afdelingshoofd)
    address = client.post("/zaken/", {"q": "zeldzaam"}).headers["Location"]
    assert waits(client, address) == 8


def test_the_team_on_monday(client, world: World) -> None:
    """The teams that are theirs; all figures, lists, colleagues and money; and the look that is remembered."""
    for _ in range(30):
        world.case("onderzoek", regisseur=None)
    client.force_login(world.teamleider)
    assert waits(client, "/team/") == 5


def test_a_case(client, world: World) -> None:
    """The case; all that its page reads of it, with the look that is remembered; and who is at their post."""
    case = world.case("onderzoek")
    world.one_of_each(case)
    client.force_login(world.consulent)
    assert waits(client, case.get_absolute_url()) == 5


def test_mijn_zaak(client, world: World) -> None:
    """The case; and what of each noun is the citizen's to read, with the look that is remembered."""
    case = world.case("uitvoering")
    world.one_of_each(case)
    goal = world.goal(case, "loopt", consent=case.sharings.create(text="t", how="h", given_by="zij", given_on=today()))
    goal.reports.create(on=today(), at=timezone.now(), by=world.consulent, by_name="Test", text="Goed")
    world.grant(case)
    client.force_login(world.inwoner)
    assert waits(client, case.citizen_url) == 4
