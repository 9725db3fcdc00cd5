"""The page of a case, on a desk and on a phone: what one needs stands above the fold, and a short step is taken there."""

import pytest
from playwright.sync_api import Page

from casework.cases.models import Case
from tests.factories import fresh, today

pytestmark = [pytest.mark.slow]

SIZES = {"desk": (1440, 900), "phone": (375, 667)}


@pytest.fixture
def case(town) -> Case:
    person = town.person("Vermaat", given_name="Toos", phone="0186 571402", street="Lange Singel 27", town="Klaaswaal")
    town.case("uitvoering", person=person)
    found = town.case(
        "onderzoek",
        person=person,
        question="Ik durf de straat niet meer op sinds ik gevallen ben. Ik ken hier niemand.",
    )
    town.handover(found, "geweigerd")
    return found


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"] + box["height"]


@pytest.mark.parametrize("size", SIZES)
def test_what_one_needs_stands_above_the_fold(people, case: Case, size: str) -> None:
    width, height = SIZES[size]
    person = people("consulent")
    person.page.set_viewport_size({"width": width, "height": height})
    page = person.at(case).page
    for what in (
        ".wt-quote",  # the question
        ".wt-casehead__line strong",  # who holds it
        '.wt-casehead a[href^="tel:"]',  # the phone
        ".wt-next__line .wt-button",  # my next step
    ):
        assert 0 < bottom(page, what) <= height, f"{what} at {size}"
    assert page.locator(".wt-quote").evaluate("one => getComputedStyle(one).fontSize") == "20px"
    person.shot(f"zaak-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_every_tab_is_within_reach_and_says_one_thing(people, case: Case, size: str) -> None:
    width, height = SIZES[size]
    person = people("consulent")
    person.page.set_viewport_size({"width": width, "height": height})
    for tab in ("", "onderzoek/", "plan/", "wijkweb/", "besluiten/", "stukken/", "inzage/", "gegevens/"):
        page = person.go(case.get_absolute_url() + tab).page
        row = page.locator(".wt-tabs li").evaluate_all("all => new Set(all.map(one => one.offsetTop)).size")
        assert row == 1, f"the tabs of {tab} stand in {row} rows"
        assert page.locator("h1").count() == 1
        person.shot(f"zaak-{tab.rstrip('/') or 'overzicht'}-{size}")


@pytest.mark.parametrize("size", SIZES)
def test_a_short_step_opens_where_it_stands(people, case: Case, size: str) -> None:
    """The focus goes to its heading, back to its button when it is cancelled, and to what came of it afterwards."""
    width, height = SIZES[size]
    person = people("consulent")
    person.page.set_viewport_size({"width": width, "height": height})
    page = person.at(case).page
    button = page.locator(".wt-next").get_by_role("link", name="Maak kennis", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".wt-inplace form").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Maak kennis"
    person.shot(f"zaak-stap-{size}")
    person.page.set_viewport_size({"width": width, "height": height})
    page.locator("[data-close]").click()
    assert page.locator(".wt-inplace form").count() == 0
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("/stap/maak-kennis/")
    person.press("Maak kennis").send().sees("De kennismaking staat vast.", "Nu aan u:")
    assert page.evaluate("document.activeElement.className").startswith("wt-notice")
    assert fresh(case).met_on == today()


def test_without_script_a_step_has_its_page(town, live_server, browser, case: Case) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/inloggen/?next={case.get_absolute_url()}")
    page.fill("[name=login]", "consulent")
    page.fill("[name=password]", "wijkteam")
    page.click("main button[type=submit]")
    page.goto(live_server.url + case.get_absolute_url())
    page.locator(".wt-next").get_by_role("link", name="Maak kennis", exact=True).click()
    assert page.url.endswith("/stap/maak-kennis/")
    page.locator("main form button[type=submit]").last.click()
    assert page.url.endswith(case.get_absolute_url())
    context.close()


def test_one_looks_through_what_happened(people, case: Case) -> None:
    person = people("consulent").at(case)
    person.page.fill("#zoek-tijdlijn", "kaboutertje")
    with person.page.expect_navigation():
        person.page.locator(".wt-happened__search button").click()
    assert "kaboutertje" not in person.page.url
    person.sees("Niets gevonden").shot("zaak-gezocht")
    person.press("Toon de hele tijdlijn")
    person.page.locator(".wt-chips").get_by_role("link", name="Geld in de tijdlijn").click()
    person.page.wait_for_url("**soort=geld**")
    person.shot("zaak-geld")
