"""A visit on a phone, at a kitchen table: an hour without connection, logged out meanwhile, another's phone, twelve hours."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from casework.visits.models import Visit
from casework.visits.questions import GuidingQuestion
from tests.factories import World, today
from tests.journeys.conftest import Person

pytestmark = [pytest.mark.slow]

PHONE = {"width": 375, "height": 667}
WORDS = " ".join(f"Zin {number}: zij durft ’s nachts niet alleen te zijn." for number in range(45))  # 450 words
ON_THE_DEVICE = """() => new Promise((give) => {
    const asked = indexedDB.open("wt-bezoek", 1);
    asked.onsuccess = () => {
        const stores = asked.result.transaction(["kept", "keys"]);
        const kept = stores.objectStore("kept").getAll(), keys = stores.objectStore("keys").getAll();
        stores.oncomplete = () => {
            asked.result.close();
            give({
                plain: kept.result.map(one => new TextDecoder("latin1").decode(one.data)).join(" "),
                count: kept.result.length,
                extractable: keys.result.map(one => one.extractable),
            });
        };
    };
})"""


@pytest.fixture
def phone(people, town: World, live_server, browser) -> Iterator[Person]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="nl-NL")
    context.set_default_timeout(15_000)
    context.clock.install()
    person = Person(context.new_page(), live_server.url, "consulent").log_in()
    yield person
    context.close()


def said(page: Page, words: str) -> None:
    page.locator("[data-said]", has_text=re.compile(f"^{re.escape(words)}")).wait_for()


def test_an_hour_without_connection_loses_nothing(phone: Person, town: World) -> None:
    GuidingQuestion.objects.create(part="d", text="Wat heeft Corrie nodig?", since=today())
    case, page, context = town.case("onderzoek", regisseur=town.consulent), phone.page, phone.page.context
    phone.go(f"{case.get_absolute_url()}bezoek/")
    page.fill("[name=text]", WORDS[:500])
    page.get_by_label("Wat heeft Corrie nodig?").check()
    said(page, "Bewaard")
    phone.shot("bezoek")
    page.set_viewport_size(PHONE)

    context.set_offline(True)
    page.fill("[name=text]", WORDS[:1500])
    page.clock.fast_forward("30:00")
    page.fill("[name=text]", WORDS)
    page.clock.fast_forward("30:00")
    said(page, "Geen verbinding. Bewaard op deze telefoon")
    page.get_by_role("button", name="Klaar met het bezoek").click()  # can't be, and loses nothing
    said(page, "Geen verbinding. Bewaard op deze telefoon")
    there = page.evaluate(ON_THE_DEVICE)
    assert (there["count"], there["extractable"], "durft" in there["plain"]) == (1, [False], False)
    assert Visit.objects.get().text == WORDS[:500]

    context.set_offline(False)
    page.locator("[data-said-done]:not([hidden])").wait_for()
    assert Visit.objects.get().text == WORDS
    assert page.evaluate(ON_THE_DEVICE)["count"] == 0
    with page.expect_navigation():
        page.get_by_role("button", name="Klaar met het bezoek").click()
    visit = Visit.objects.get()
    assert (visit.state, visit.text, len(visit.asked), visit.version) == ("klaar", WORDS, 1, visit.version)
    assert not phone.failures


def test_logged_out_meanwhile_and_another_with_that_phone(phone: Person, town: World) -> None:
    case, page, context = town.case("onderzoek", regisseur=town.consulent), phone.page, phone.page.context
    place = f"{case.get_absolute_url()}bezoek/"
    phone.go(place)
    context.set_offline(True)
    page.fill("[name=text]", "Zij durft niet alleen.")
    page.clock.fast_forward("00:30")
    said(page, "Geen verbinding. Bewaard op deze telefoon")
    context.clear_cookies()
    context.set_offline(False)
    said(page, "U bent uitgelogd.")
    assert not Visit.objects.exists()

    other = Person(page, phone.address, "consulent2").log_in().go(place)
    page.wait_for_load_state("networkidle")
    assert page.input_value("[name=text]") == ""
    other.misses("durft")
    assert not Visit.objects.exists()

    context.clear_cookies()
    Person(page, phone.address, "consulent").log_in().go(place)
    page.locator("[data-said-done]:not([hidden])").wait_for()
    assert page.input_value("[name=text]") == "Zij durft niet alleen."
    visit = Visit.objects.get()
    assert (visit.text, visit.by) == ("Zij durft niet alleen.", town.consulent)
    assert page.evaluate(ON_THE_DEVICE)["count"] == 0


def test_after_twelve_hours_it_is_gone_from_the_device(phone: Person, town: World) -> None:
    case, page, context = town.case("onderzoek", regisseur=town.consulent), phone.page, phone.page.context
    place = f"{case.get_absolute_url()}bezoek/"
    for hours, left in (("11:00:00", "Zij durft niet."), ("13:00:00", "")):
        Visit.objects.all().delete()
        phone.go(place)
        context.set_offline(True)
        page.fill("[name=text]", "Zij durft niet.")
        page.clock.fast_forward("00:10")
        said(page, "Geen verbinding. Bewaard op deze telefoon")
        page.route("**/bezoek/bewaren/", lambda route: route.abort())  # not a word arrives before it opens anew
        page.clock.fast_forward(hours)
        context.set_offline(False)
        phone.go("/zaken/" if not left else place)
        page.wait_for_load_state("networkidle")
        page.unroute("**/bezoek/bewaren/")
        phone.go(place)
        page.wait_for_load_state("networkidle")
        assert page.input_value("[name=text]") == left
        assert page.evaluate(ON_THE_DEVICE)["count"] == 0
        assert [one.text for one in Visit.objects.all()] == ([left] if left else [])
