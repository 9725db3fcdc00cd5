"""A care question is reported on a phone, at a kitchen table: short, one question after another, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from casework.cases.drafts import ReportDraft
from casework.cases.models import Case
from tests.factories import World
from tests.journeys.conftest import Person
from tests.journeys.test_for_everyone import SMALL, TOUCH

pytestmark = [pytest.mark.slow]

PHONE = {"width": 375, "height": 667}
HIGHEST = 1600  # pixels, before anything is revealed: it was 3,460


@pytest.fixture
def phone(people, town: World, live_server, browser) -> Iterator[Person]:
    """The one who hears of it first, with a phone in hand."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="nl-NL")
    context.set_default_timeout(15_000)
    person = Person(context.new_page(), live_server.url, "eerstecontact").log_in()
    yield person
    context.close()
    assert not person.failures


def shown(page: Page, name: str) -> bool:
    return page.locator(f"main [name={name}]").first.is_visible()


def test_it_is_short_and_each_answer_brings_its_question(phone: Person) -> None:
    page = phone.go("/zaken/nieuw/").page
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("main button[type=submit]").last.bounding_box()["y"] < PHONE["height"]  # at hand from the start

    assert not page.locator("a[href='tel:112']").is_visible()
    page.locator("[name=urgent]").check()
    assert page.locator("a[href='tel:112']").is_visible()
    page.locator("[name=urgent]").uncheck()
    assert not page.locator("a[href='tel:112']").is_visible()

    assert (shown(page, "family_name"), shown(page, "provision")) == (True, False)
    page.locator("[name=about][value=voorziening]").check()
    assert (shown(page, "family_name"), shown(page, "postcode"), shown(page, "provision")) == (False, False, True)
    page.locator("[name=about][value=persoon]").check()

    assert not shown(page, "citizen_knows")
    page.locator("[name=kind][value=signaal]").check()
    assert shown(page, "citizen_knows")
    knows = page.locator("[name=citizen_knows]")
    assert knows.get_attribute("aria-required") == "true"
    page.locator("[name=kind][value=melding]").check()
    assert not shown(page, "citizen_knows")
    page.locator("[name=on_behalf]").select_option("naaste")
    assert (shown(page, "citizen_knows"), knows.get_attribute("aria-required")) == (True, None)


def test_each_field_brings_the_keys_it_needs(phone: Person) -> None:
    page = phone.go("/zaken/nieuw/").page
    keys = {
        name: page.locator(f"main [name={name}]").evaluate("one => [one.type, one.inputMode]")
        for name in ("birth_date_day", "birth_date_month", "birth_date_year", "phone", "bsn", "email", "postcode")
    }
    assert keys == {
        "birth_date_day": ["text", "numeric"],
        "birth_date_month": ["text", "numeric"],
        "birth_date_year": ["text", "numeric"],
        "phone": ["tel", "tel"],
        "bsn": ["text", "numeric"],
        "email": ["email", ""],
        "postcode": ["text", ""],
    }


def test_by_keyboard_alone_to_the_case(people, town: World) -> None:
    page = people("eerstecontact").go("/zaken/nieuw/").page
    page.locator("[name=kind]").first.focus()
    page.keyboard.press("Space")  # a melding
    for words in ("Mijn man is gevallen.", None, None, "Jopie", "Verkerk", "28", "4", "1942"):
        page.keyboard.press("Tab")
        if words:
            page.keyboard.type(words)
    for words in ("0186572236", "Voorstraat 9", "Piershil", "3265 AA"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    person = Case.objects.get().person
    assert (person.family_name, f"{person.birth_date}", person.street) == ("Verkerk", "1942-04-28", "Voorstraat 9")


def test_what_is_wrong_is_told_and_nothing_is_lost(phone: Person) -> None:
    page = phone.go("/zaken/nieuw/").page
    phone.fill(kind="signaal", question="Ik zie haar nooit meer.", family_name="Verkerk", postcode="3265 AA")
    for part, typed in (("day", "31"), ("month", "2"), ("year", "1942")):
        page.fill(f"[name=birth_date_{part}]", typed)
    phone.send().sees("Zeg of de inwoner van het signaal weet", "Deze dag bestaat niet")
    assert page.title().startswith("Fout: ")
    assert [page.input_value(f"[name=birth_date_{part}]") for part in ("day", "month", "year")] == ["31", "2", "1942"]
    page.locator("a[href='#id_birth_date_day']").click()
    assert page.evaluate("document.activeElement.id") == "id_birth_date_day"
    phone.shot("melding-fout")


def test_without_script_it_is_the_same(town: World, people, live_server, browser) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(f"{live_server.url}/inloggen/")
    page.fill("[name=login]", "eerstecontact")
    page.fill("[name=password]", "wijkteam")
    page.click("main button[type=submit]")
    page.goto(f"{live_server.url}/zaken/nieuw/")
    page.locator("[name=about][value=voorziening]").check()
    assert not page.locator("[name=family_name]").is_visible()
    page.locator("[name=kind][value=vraag]").check()
    page.fill("[name=question]", "De tillift is stuk.")
    page.fill("[name=provision]", "De tillift van het zwembad")
    page.locator("[name=kern]").select_option(label="Piershil")
    page.locator("main button[type=submit]").last.click()
    page.wait_for_load_state()
    assert Case.objects.get().provision == "De tillift van het zwembad"
    context.close()


# --- kept while one types ------------------------------------------------------------------------------------------


def kept(person: Person, words: str) -> None:
    """Wait until the page says so."""
    for _ in range(100):
        if words in person.page.locator("[data-draft-said]").inner_text():
            return
        person.page.wait_for_timeout(100)
    raise AssertionError(person.page.locator("[data-draft-said]").inner_text())


def test_what_is_typed_is_kept_and_gone_on_with(phone: Person) -> None:
    page = phone.go("/zaken/nieuw/").page
    phone.fill(kind="melding", question="Mijn man is gevallen.", family_name="Verkerk", birth_date="1942-4-28")
    kept(phone, "Bewaard als concept")
    phone.go("/").go("/zaken/nieuw/").sees("Uw concepten", "Mijn man is gevallen.").shot("melding-concepten")
    page.set_viewport_size(PHONE)
    page.get_by_role("link", name="Ga verder").click()
    page.wait_for_load_state()
    assert [page.input_value(f"[name=birth_date_{part}]") for part in ("day", "month", "year")] == ["28", "4", "1942"]
    assert page.locator("[name=kind][value=melding]").is_checked()
    phone.fill(postcode="3265 AA").shot("melding-concept").send()
    assert Case.objects.get().person.family_name == "Verkerk"
    assert not ReportDraft.objects.exists()
    phone.go("/zaken/nieuw/").misses("Uw concepten")


def test_two_windows_with_the_same_draft(phone: Person) -> None:
    phone.go("/zaken/nieuw/").fill(question="Begin")
    kept(phone, "Bewaard als concept")
    key = phone.page.input_value("main [name=token]")
    other = Person(phone.page.context.new_page(), phone.address, phone.name).go(f"/zaken/nieuw/?concept={key}")
    other.fill(question="Het andere venster")
    kept(other, "Bewaard als concept")
    phone.page.wait_for_timeout(1100)
    phone.fill(question="Het ene venster")
    kept(phone, "apart van uw andere venster")
    assert {one.typed["question"] for one in ReportDraft.objects.all()} == {"Het ene venster", "Het andere venster"}
    other.page.close()


def test_an_answer_that_got_lost_makes_no_second_draft(phone: Person) -> None:
    def loses_the_answer(route) -> None:
        route.fetch()
        route.abort()

    phone.go("/zaken/nieuw/")
    phone.page.route("**/zaken/nieuw/concept/", loses_the_answer)
    phone.fill(question="Mijn man")
    kept(phone, "Geen verbinding")
    phone.page.unroute("**/zaken/nieuw/concept/")
    phone.page.wait_for_timeout(1100)
    phone.fill(question="Mijn man is gevallen.")
    kept(phone, "Bewaard als concept")
    assert "apart" not in phone.page.locator("[data-draft-said]").inner_text()
    assert ReportDraft.objects.get().typed["question"] == "Mijn man is gevallen."


def test_who_comes_back_after_sending_is_kept_again(phone: Person) -> None:
    page = phone.go("/zaken/nieuw/").page
    page.evaluate("document.querySelector('form[data-draft]').dispatchEvent(new Event('submit'))")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    phone.fill(question="Toch nog iets.")
    kept(phone, "Bewaard als concept")


# --- at one's thumb -------------------------------------------------------------------------------------------------


def test_what_one_does_most_is_at_hand_and_covers_nothing(phone: Person, town: World) -> None:
    phone.name = "consulent"
    phone.page.context.clear_cookies()
    phone.log_in()
    case = town.case("onderzoek", person=town.person("Maaskant", phone="0186 123456"))
    page = phone.page
    for place, labels in {"/": ["Melding"], case.get_absolute_url(): ["Bel", "Bezoek", "Notitie", "Foto"]}.items():
        phone.go(place)
        bar = page.locator(".wt-thumb")
        box = bar.bounding_box()
        assert round(box["y"] + box["height"]) == PHONE["height"]  # at the bottom of the screen
        assert [one.strip().split(":")[0].split("\n")[0] for one in bar.locator("a").all_inner_texts()] == labels
        assert all(one.bounding_box()["height"] >= 48 for one in bar.locator("a").all())
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        foot = page.locator(".wt-footer").bounding_box()
        assert foot["y"] + foot["height"] <= bar.bounding_box()["y"] + 1  # nothing lies under it at the end
    page.locator(".wt-thumb a", has_text="Notitie").click()
    page.wait_for_url("**/notities/nieuw/")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_at_a_desk_and_on_a_phone_on_its_side_nothing_sticks(phone: Person, people) -> None:
    page = phone.go("/").page
    page.set_viewport_size({"width": 667, "height": 375})
    assert not page.locator(".wt-thumb").is_visible()
    page.set_viewport_size({"width": 320, "height": 500})  # with its keyboard out
    assert page.locator(".wt-thumb").evaluate("one => getComputedStyle(one).position") == "static"
    desk = people("consulent").go("/").page
    desk.set_viewport_size({"width": 375, "height": 900})
    assert not desk.locator(".wt-thumb").is_visible()


# of two that stand one below the other: by how much the words of the first come over those of the second
OVER = """([first, second]) => {
    const words = (one, side) => { const all = document.createRange(); all.selectNodeContents(one);
        return Math[side](...[...all.getClientRects()].filter(box => box.width).map(box => side === "max" ? box.bottom : box.top)); };
    return words(document.querySelector(first), "max") - words(document.querySelector(second), "min");
}"""


def test_what_takes_more_lines_lies_over_nothing(phone: Person, town: World) -> None:
    """A line is made as high as a finger without taking that room: of a long name, or a long error, each line counts."""
    phone.name = "consulent"
    phone.page.context.clear_cookies()
    phone.log_in()
    page = phone.page
    name = "van Oldenbarneveldt-Hoogerwerff tot Piershil"
    phone.go(town.case("onderzoek", person=town.person(name)).get_absolute_url())
    assert page.evaluate(OVER, [".wt-casehead h1 a", ".wt-casehead .wt-layer"]) <= 4
    phone.go("/zaken/nieuw/")
    page.fill("[name=birth_date_day]", "x")
    page.locator("main button[type=submit]").last.click()
    page.wait_for_selector(".wt-notice--error")
    one, other = (f".wt-notice--error li:nth-child({n}) a" for n in (4, 5))
    assert page.locator(one).bounding_box()["height"] > 48  # this one takes more lines
    assert page.evaluate(OVER, [one, other]) <= 4


def test_a_finger_finds_48_pixels(phone: Person, town: World) -> None:
    phone.name = "consulent"
    phone.page.context.clear_cookies()
    phone.log_in()
    case = town.case("uitvoering")
    town.one_of_each(case)
    small = []
    for place in (
        "/",
        "/casussen/",
        "/zaken/nieuw/",
        "/vangnet/",
        "/kernen/",
        case.get_absolute_url(),
        f"{case.get_absolute_url()}plan/",
    ):
        phone.go(place)
        small += [f"{place}: {one}" for one in phone.page.evaluate(SMALL, TOUCH)]
    assert not small, "\n".join(small)
