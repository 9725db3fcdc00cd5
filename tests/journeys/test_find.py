"""Finding by hand and by key, in a real browser."""

import datetime as dt

import pytest

from roles.models import User

pytestmark = [pytest.mark.slow]


@pytest.fixture
def cases(town):
    return [
        town.case("onderzoek", person=town.person(name, birth_date=dt.date(1942, 3, day)), question=question)
        for day, (name, question) in enumerate(
            (
                ("Zeldzaam", "Ik durf de straat niet meer op sinds mijn val."),
                ("Zeldzaam-Ozdemir", "De drempels zijn te hoog voor mijn rollator."),
                ("Gewoon", "Ik zoek gezelschap."),
            ),
            1,
        )
    ]


def focused(page) -> str:
    return page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.id")


def type_and_wait(page, text: str) -> None:
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/zaken/")):
        page.keyboard.type(text, delay=5)
    page.wait_for_selector(f"[data-found-for='{text}']", state="attached")


def test_found_while_typing_opened_with_enter_and_come_back_to(people, cases) -> None:
    who = people("consulent").go("/driehoek/").shot("zoekveld")
    page = who.page
    page.keyboard.press("/")
    assert focused(page) == "zoek"
    page.keyboard.type("zel")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "zel" not in page.url.partition("?")[0].rpartition("/zaken/")[2]
    who.sees("Gevonden bij ‘zel’", "Gevonden op naam")
    page.keyboard.press("Control+k")
    type_and_wait(page, "drempel")
    assert "drempel" not in page.url
    assert page.locator("[data-hit]").count() == 1
    who.shot("zoeken")
    address = page.url
    page.focus("#zoek")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(cases[1].get_absolute_url())
    page.go_back()
    assert page.url == address
    who.sees("Gevonden bij ‘drempel’")
    assert page.input_value("#zoek") == "drempel"
    assert not who.failures


def test_what_was_not_found_says_how_to_write_it(people, cases) -> None:
    who = people("consulent").go("/zaken/")
    who.page.focus("#zoek")
    type_and_wait(who.page, "bestaatniet")
    who.sees("Niets gevonden", "Zo kunt u het ook schrijven").shot("zoeken-niets")
    who.page.wait_for_selector("[role=status]:not(:empty)", state="attached")
    assert who.page.text_content("[role=status]") == "Gevonden: 0"


def test_keys_go_through_a_list_and_can_be_switched_off(people, cases) -> None:
    who = people("consulent").go("/zaken/")
    page = who.page
    links = [one.get_attribute("href") for one in page.locator("main [data-hit]").all()]
    assert len(links) == 3
    for key, there in (("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert focused(page) == links[there], key
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert "nieuwe melding" in page.inner_text("dialog[open]")
    who.shot("sneltoetsen")
    page.keyboard.press("Escape")
    assert focused(page) == links[1]
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(links[1]))
    page.keyboard.press("n")
    page.wait_for_url(lambda url: url.endswith("/zaken/nieuw/"))
    # not while typing
    page.locator("main textarea").first.focus()
    page.keyboard.type("njk/?")
    assert page.locator("main textarea").first.input_value() == "njk/?"
    assert page.url.endswith("/zaken/nieuw/")
    who.go("/toetsen/").shot("toetsen").press("Zet losse toetsen uit").sees("Losse toetsen staan uit")
    assert not User.objects.get(username="consulent").single_keys
    who.go("/zaken/")
    for key in ("j", "?", "n", "/"):
        page.keyboard.press(key)
    assert focused(page) == ""
    assert page.url.endswith("/zaken/")
    page.keyboard.press("Control+k")
    assert focused(page) == "zoek"
    assert not who.failures


@pytest.mark.parametrize("lost", ["session", "everything"])
def test_who_was_logged_out_meanwhile_gets_the_door(people, cases, settings, lost: str) -> None:
    who = people("consulent").go("/zaken/")
    cookies = who.page.context.cookies()
    who.page.context.clear_cookies()
    if lost == "session":
        who.page.context.add_cookies([one for one in cookies if one["name"] != settings.SESSION_COOKIE_NAME])
    who.page.focus("#zoek")
    who.page.keyboard.type("zeldzaam")
    who.page.wait_for_url(lambda url: "/inloggen/" in url)
