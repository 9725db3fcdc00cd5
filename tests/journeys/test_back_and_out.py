"""The back button, and a session that ended in another tab, in a real browser."""

import pytest

from casework.cases.models import Case
from casework.notes.models import Note

pytestmark = [pytest.mark.slow]


def fill_report(person) -> None:
    person.fill(kind="melding", question="Ik red het niet meer alleen.", family_name="Pieters", postcode="3265 AA")


def log_out_in_another_tab(person):
    tab = person.page.context.new_page()
    tab.goto(person.address + "/")
    tab.locator(".wt-who > summary").click()
    tab.get_by_role("button", name="Log uit").click()
    tab.wait_for_load_state()
    return tab


def log_in(page) -> None:
    page.fill("[name=login]", "consulent")
    page.fill("[name=password]", "wijkteam")
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/inloggen/" not in url)


def test_going_back_and_sending_again_makes_no_second_case(people, town) -> None:
    reporter = people("eerstecontact").go("/zaken/nieuw/")
    fill_report(reporter)
    reporter.send().sees("Gemeld")
    reporter.page.go_back()
    fill_report(reporter)
    reporter.send().sees("Dit had u net al verstuurd")
    assert Case.objects.count() == 1


def test_logged_out_in_another_tab_the_words_come_back(people, town) -> None:
    case = town.case("onderzoek")
    writer = people("consulent").go(f"{case.get_absolute_url()}notities/nieuw/").fill(text="Een lang verhaal")
    log_out_in_another_tab(writer)
    writer.send().sees("U was niet meer ingelogd")
    log_in(writer.page)
    assert writer.page.input_value("[name=text]") == "Een lang verhaal"
    writer.send().sees("De notitie staat in het dossier")
    assert Note.objects.get().text == "Een lang verhaal"


def test_logged_in_anew_in_another_tab_the_words_are_shown(people, town) -> None:
    case = town.case("onderzoek")
    writer = people("consulent").go(f"{case.get_absolute_url()}notities/nieuw/").fill(text="Een lang verhaal")
    log_in(log_out_in_another_tab(writer))
    writer.send().sees("Dit is nog niet verstuurd", "Een lang verhaal")


def test_a_very_long_name_breaks_and_the_page_stays_as_wide_as_it_is(people, town) -> None:
    long = "Van" + "derwoestijnenburgh" * 6
    case = town.case("onderzoek", person=town.person(long, given_name="Anna" * 15))
    colleague = people("consulent")
    for place in ("", "gegevens/", "wijkweb/"):
        colleague.go(case.get_absolute_url() + place)
        for width in (375, 1440):
            colleague.page.set_viewport_size({"width": width, "height": 800})
            assert colleague.page.evaluate("document.documentElement.scrollWidth") <= width, (place, width)
    colleague.page.set_viewport_size({"width": 375, "height": 800})
    colleague.page.get_by_text("Menu", exact=True).click()
    assert colleague.page.get_by_role("link", name="Wachtwoord").is_visible()
