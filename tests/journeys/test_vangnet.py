"""Money in a real browser: decided on from one screen, its year looked at, settled many at once."""

import io
import zipfile
from decimal import Decimal

import pytest

from casework.engine.door import perform
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.states import VangnetState
from roles.models import Reading
from tests.factories import fresh

pytestmark = [pytest.mark.slow]


def settled_later(town, financier: str) -> VangnetRequest:
    request = town.request(town.case("uitvoering"), "aangevraagd", "900", recover_from=financier)
    perform(request, "approve", by=town.teamleider)
    perform(fresh(request), "pay", by=town.financien, paid_amount=Decimal(900))
    perform(fresh(request), "account", by=town.consulent, result="Klaar", receipt="bonnen/x.pdf")
    return fresh(request)


def test_a_leader_decides_and_looks_at_the_year(people, town) -> None:
    person = town.person("Rosmolen")
    town.request(town.case("uitvoering", person=person), "ingetrokken", "85", purpose="Paspoort")
    waits = town.request(town.case("uitvoering", person=person), "aangevraagd", "1850", purpose="Huur")
    settled_later(town, "UWV")
    who = people("teamleider").go("/vangnet/")
    page = who.page
    who.sees("Kan het betaald worden?", "Na dit besluit vrij", "€ 85,00 voor Paspoort", "Binnen uw mandaat")
    who.shot("vangnet-beslissen")
    page.set_viewport_size({"width": 1440, "height": 900})
    keur = page.get_by_role("button", name="Keur goed")
    assert keur.bounding_box()["y"] + keur.bounding_box()["height"] < 900  # without scrolling
    keur.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    who.sees("Het bedrag is goedgekeurd en gereserveerd.")
    assert fresh(waits).state == VangnetState.GOEDGEKEURD

    who.go("/vangnet/budgetten/").sees("Vrij als het zo doorgaat").shot("vangnet-budgetten")
    with page.expect_navigation():
        page.locator("tbody th a").first.click()
    who.sees("Per maand", "als het zo doorgaat").shot("vangnet-jaar")
    assert page.locator("figure svg[role=img]").get_attribute("aria-label").startswith("Het jaar")

    who.go("/vangnet/aanvragen/").fill(stand="Lopend", aan="alerimus")
    with page.expect_navigation():
        page.get_by_role("button", name="Zoek", exact=True).last.click()
    assert "alerimus" not in page.url.lower()
    who.sees("Huur").misses("paspoort")
    assert page.input_value("[name=aan]") == "alerimus"
    who.shot("vangnet-aanvragen")
    assert not who.failures


def test_who_pays_settles_many_and_takes_the_bookings_along(people, town) -> None:
    good, less = settled_later(town, "UWV"), settled_later(town, "de verzekering")
    settled_later(town, "de verzekering")
    who = people("financien").go("/vangnet/verrekenen/").sees("de verzekering", "UWV", "Vink aan wat binnen is")
    page = who.shot("vangnet-verrekenen").page
    for one in (good, less):
        page.focus(f"#verreken-{one.public_id}")
        page.keyboard.press("Space")
    page.fill(f"[name='{less.public_id}-returned_amount']", "400")
    page.get_by_role("button", name="Verreken wat is aangevinkt").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    who.sees("Niet alles is verrekend.", "Zeg dan waarom").shot("vangnet-verrekenen-fout")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.fill(f"[name='{less.public_id}-why']", "De polis dekt niet meer.")
    with page.expect_navigation():
        page.get_by_role("button", name="Verreken wat is aangevinkt").click()
    who.sees("Verrekend:", "€ 400,00")
    assert VangnetBudget.objects.get().entries.balance().returned == 1300

    who.go("/vangnet/boekingen/").shot("vangnet-boekingen")
    with page.expect_download() as download:
        page.get_by_role("link", name="ODS").click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as file:
        assert 'office:value="400.00"' in file.read("content.xml").decode()
    assert Reading.objects.filter(part="vangnetboekingen, uitvoer").count() == 1
    assert not who.failures
