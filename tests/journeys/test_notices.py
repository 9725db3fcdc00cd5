"""What reaches somebody, and what they choose for themselves: in a real browser, on a phone and on a desk."""

import pytest

from casework.engine.door import perform
from roles.models import Notice, User

pytestmark = [pytest.mark.slow]


@pytest.fixture
def answers(town):
    for name in ("Bakker", "Andeweg"):
        offer = town.handover(town.case("onderzoek", person=town.person(name)))
        perform(offer, "refuse", by=town.middenveld, why="Wij zitten vol")
    case = town.case("aanmelding", person=town.person("Visser"))
    perform(case, "assign", by=town.teamleider, regisseur=town.consulent)


@pytest.mark.parametrize("width", [1440, 375])
def test_from_the_bell_to_the_work_and_read(people, answers, width: int) -> None:
    who = people("consulent").go("/")
    who.page.set_viewport_size({"width": width, "height": 900 if width > 400 else 667})
    bell = who.page.get_by_role("link", name="Berichten, 3 ongelezen")
    with who.page.expect_navigation():
        bell.click()
    who.sees("Uw aanbod is geweigerd", "Bakker", "Er is werk voor u").shot("berichten")
    who.page.set_viewport_size({"width": width, "height": 900 if width > 400 else 667})
    with who.page.expect_navigation():
        who.page.locator("main").get_by_role("link", name="Uw aanbod is geweigerd").first.click()
    assert "/overdrachten/" in who.page.url
    who.go("/berichten/").page.get_by_role("link", name="Berichten, 2 ongelezen").wait_for()
    who.press("Alles gelezen").sees("2 berichten gelezen")
    assert not Notice.objects.unread().exists()
    who.misses("Nieuw bericht").shot("berichten-gelezen")


def test_colours_and_mail_by_keyboard_alone(people, town) -> None:
    who = people("consulent").go("/")
    page = who.page
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".wt-who > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Donker").locator("visible=true").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate(ground) != light
    assert page.url.rstrip("/") == who.address
    who.go("/voorkeuren/").shot("voorkeuren-donker")
    page.emulate_media(color_scheme="dark")
    page.locator("#kleuren-2").focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate(ground) == light  # though the device is dark
    who.shot("voorkeuren-licht")
    page.locator("main [name=werk]").focus()
    page.keyboard.press("Home")
    with page.expect_navigation():
        page.locator("main form").last.get_by_role("button").press("Enter")
    who.sees("Uw keuze staat vast")
    assert User.objects.get(username="consulent").mails["werk"] == "nooit"


def test_the_menu_works_without_a_script_on_a_phone(people, town, browser, live_server) -> None:
    who = people("inwoner")
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 375, "height": 667},
        storage_state=who.page.context.storage_state(),
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/voorkeuren/")
    page.locator(".wt-nav--small > summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Donker").locator("visible=true").click()
    assert 'media="screen"' in page.content()
    context.close()
