"""Name and address stand in the window of an envelope whole, as the printer lays them out, or are refused by name."""

import pytest

from casework.documents.layout import lay_out
from casework.people.models import Representative
from casework.people.window import TOO_LONG, fits, lines_in
from tests.factories import World
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import report

HEIGHT = 26 / 25.4 * 96  # of the window, in pixels
SIX = "t.a.v. mevrouw De Bruin, Stichting De Brug, afdeling Bewind, Postbus 12, 3260 AA Oud-Beijerland, Nederland"
ADDRESSES = (
    ("Bep van der Waal", ["Voorstraat 12", "3265 BT Piershil"]),
    ("Bep van der Waal", lines_in(SIX)),
    ("Bep van der Waal", [*lines_in(SIX), "Nog een regel"]),
    ("W" * 120, ["Voorstraat 12", "3265 BT Piershil"]),
    ("Anna Maria Cornelia van den Broeke tot Wassenaer-Hohenzollern " * 3, ["Straat 1", "3265 BT Piershil"]),
    ("Bep", ["Burgemeester De Zeeuwstraat van de Verlengde Oudelandsedijk " * 2, "3265 BT Piershil"]),
    ("Bep", ["i" * 160, "3265 BT Piershil"]),
    ("Bep", ["W" * 160, "3265 BT Piershil"]),
    ("Ağa Yıldız-Łukasik", ["‘’ € straße 1", "3265 BT Piershil"]),
)


def height(name: str, lines: list[str], small: bool) -> float:
    """How high the printer makes it, were there room for all of it."""
    of = "address address--full" if small else "address"
    text = "<br>".join((name, *lines))
    page = lay_out(
        f'<html lang="nl"><title>x</title><div class="{of}" style="height: auto; margin: 0"><p>{text}</p></div></html>'
    )
    (block,) = (box for box in page.pages[0]._page_box.descendants() if box.element_tag == "div")
    return block.height


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize(("name", "lines"), ADDRESSES)
def test_what_fits_is_as_high_as_the_window_at_most(name: str, lines: list[str], small: bool) -> None:
    assert fits(name, lines, small=small) == (height(name, lines, small) <= HEIGHT)


@pytest.fixture
def world(db) -> World:
    return World()


def test_a_report_refuses_an_address_that_does_not_fit(client, world: World) -> None:
    page = words(as_(client, world.consulent).post("/zaken/nieuw/", report(family_name="W" * 120, street="W" * 150)))
    assert TOO_LONG in page
    assert "W" * 150 in page


def test_a_representative_with_seven_lines_is_refused_and_six_are_not(client, world: World) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}gegevens/vertegenwoordiger/"
    typed = {"kind": "mentor", "name": "Mieke Stam", "since": "01-10-2026"}
    page = words(send(as_(client, world.consulent), url, **typed, address=f"{SIX}, achterom"))
    assert TOO_LONG in page
    assert "achterom" in page
    assert send(client, url, **typed, address=SIX).status_code in (302, 303)
    assert Representative.objects.get().address == SIX
