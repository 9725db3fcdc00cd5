"""Consent given once, used again, seen first, and taken back by whom it is about: in a real browser, by keyboard too."""

import pytest

from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.sharing.models import Sharing

pytestmark = [pytest.mark.slow]
SMALL = {"width": 375, "height": 667}


def test_agreed_once_used_again_and_taken_back(people, town) -> None:
    case = town.case("onderzoek", person=town.person("Vermaat", given_name="Toos"))
    town.grant(case)
    who = people("consulent").go(f"{case.get_absolute_url()}plan/")
    page = who.page
    page.get_by_role("link", name="Deel, of leg toestemming vast").click()
    page.locator("#id_to").select_option(label=town.partner.name)
    page.locator("#id_consent_said").check()
    page.get_by_role("button", name="Bekijk eerst wat de ander krijgt").click()
    who.sees("Er is nog niets gedaan", f"Dit krijgt {town.partner.name}", "Toos Vermaat").shot("delen-eerst-gezien")
    assert not Sharing.objects.exists()
    page.get_by_role("button", name="Leg vast").click()
    who.sees("Het staat vast", "Wie wat krijgt").shot("delen-op-het-plan")

    who.go(f"{case.get_absolute_url()}overdrachten/nieuw/").sees("Al afgesproken, en niet opnieuw nodig")
    page.locator("#id_to").select_option(label=town.partner.name)
    page.locator("#id_need").fill("Gezelschap, en iets te doen met hout.")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Bied aan").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Handover.objects.get().consent == Sharing.objects.get()
    assert not Goal.objects.exists()

    citizen = people("inwoner")
    citizen.page.set_viewport_size(SMALL)
    citizen.go(f"/mijn/{case.ref}/").sees("Wie iets van u weet").shot("mijn-zaak-wie-weet")
    citizen.page.get_by_role("link", name="Trek in").first.click()
    citizen.sees("ziet uw gegevens niet meer").shot("mijn-trek-in")
    citizen.page.get_by_role("button", name="Trek in").click()
    citizen.sees("Het delen is gestopt")
    assert Sharing.objects.get().state == "ingetrokken"
    assert Handover.objects.get().state == "ingetrokken"
    assert not who.failures
    assert not citizen.failures
