"""Writing down a contact and settling a call-back, in a real browser: in how many clicks, by keyboard, and offline."""

import datetime as dt

import pytest

from casework.appointments.models import Appointment
from casework.callbacks.models import CallBack
from casework.contacts.models import ContactMoment
from casework.notes.models import Note
from tests.factories import today

pytestmark = [pytest.mark.slow]

SMALL = {"width": 375, "height": 667}
KEPT = "Dit typte u eerder, en het is nog niet bewaard."


def quick(page):
    return page.locator(".wt-quick")


def test_a_caller_on_the_line_is_found_noted_and_planned_in_three_screens(people, town) -> None:
    """Enter, Enter, two choices, Bewaar: five clicks; found, the case, and the case with what was said."""
    case = town.case("onderzoek", person=town.person("Zeldzaam"))
    who = people("consulent").go("/")
    page, later = who.page, today() + dt.timedelta(days=3)
    page.keyboard.press("/")
    page.keyboard.type("zeldzaam")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.focus("#zoek")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(case.get_absolute_url())
    assert quick(page).bounding_box()["height"] <= 60
    page.locator("#snel_text").focus()
    page.keyboard.type("Zij belde: de taxi komt niet.")
    page.locator("#snel_kind").select_option("telefoon")
    page.locator("#snel_direction").select_option("in")
    page.locator("#snel_next_what").fill("Bel over de taxi")
    page.locator("#snel_next_on").fill(f"{later}")
    who.shot("aan-de-lijn")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar wat u schreef").click()
    who.sees("De notitie staat in het dossier", "Zij belde: de taxi komt niet.", "De inwoner belde").shot("genoteerd")
    assert ContactMoment.objects.get().incoming
    assert Appointment.objects.get().on == later
    assert not who.failures


def test_it_grows_while_one_is_in_it_and_on_a_phone_it_folds(people, town) -> None:
    case = town.case("onderzoek")
    who = people("consulent")
    who.page.set_viewport_size(SMALL)
    who.at(case)
    before = quick(who.page).bounding_box()["height"]
    who.page.locator("#snel_text").focus()
    assert quick(who.page).bounding_box()["height"] > before
    assert not who.page.locator("#snel_next_what").is_visible()
    who.page.locator(".wt-quick summary").click()
    assert who.page.locator("#snel_next_what").is_visible()
    who.page.locator("#snel_text").fill("Op bezoek geweest")
    who.shot("op-de-telefoon")
    with who.page.expect_navigation():
        who.page.get_by_role("button", name="Verder op de hele bladzijde").click()
    assert who.page.input_value("[name=text]") == "Op bezoek geweest"
    assert not Note.objects.exists()
    who.shot("hele-bladzijde")


def test_what_is_wrong_keeps_all_and_shielding_asks_why(people, town) -> None:
    case = town.case("onderzoek")
    who = people("consulent").at(case)
    page = who.page
    assert not page.locator("#snel_ground").is_visible()
    page.locator("#snel_text").fill("Haar zoon dreigt")
    page.locator("#snel_shielded").select_option("on")
    assert page.locator("#snel_ground").is_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar wat u schreef").click()
    who.sees("Zeg waarom de inwoner deze notitie niet mag lezen").shot("waarom-afschermen")
    assert page.input_value("[name=text]") == "Haar zoon dreigt"
    who.fill(ground="haar veiligheid").send().sees("De notitie staat in het dossier")
    assert Note.objects.get().shielded


@pytest.mark.parametrize("size", [SMALL, {"width": 1440, "height": 900}], ids=["phone", "desk"])
def test_the_connection_drops_and_nothing_typed_is_lost(people, town, size) -> None:
    case = town.case("onderzoek")
    who = people("consulent")
    page = who.page
    page.set_viewport_size(size)
    who.at(case)
    page.locator("#snel_text").fill("Wat zij aan tafel vertelde")
    page.context.set_offline(True)
    page.get_by_role("button", name="Bewaar wat u schreef").click()
    who.sees("U hebt nu geen verbinding. Wat u typte, blijft hier staan.")
    assert page.input_value("#snel_text") == "Wat zij aan tafel vertelde"
    page.context.set_offline(False)
    who.at(case).sees(KEPT)  # the tab was opened anew
    assert page.input_value("#snel_text") == "Wat zij aan tafel vertelde"
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar wat u schreef").click()
    who.sees("De notitie staat in het dossier")
    assert Note.objects.get().text == "Wat zij aan tafel vertelde"
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('wt-kept:')).length") == 0
    who.at(case).misses("dit typte u eerder")


def test_it_drops_while_sending_and_coming_back_the_words_are_there(people, town) -> None:
    """The browser says there is a connection, and there is none any more: what it shows then is a page of its own."""
    case = town.case("onderzoek")
    who = people("consulent").at(case)
    page = who.page
    page.locator("#snel_text").fill("Halverwege de brug")
    page.route("**/notities/nieuw/", lambda route: route.abort("internetdisconnected"))
    page.get_by_role("button", name="Bewaar wat u schreef").click()
    page.wait_for_timeout(500)
    page.unroute("**/notities/nieuw/")
    who.at(case).sees(KEPT)
    assert page.input_value("#snel_text") == "Halverwege de brug"


def test_whoever_logs_out_leaves_no_words_behind(people, town) -> None:
    case = town.case("onderzoek")
    who = people("consulent").at(case)
    page = who.page
    page.locator("#snel_text").fill("Niet voor een ander")
    assert page.evaluate("JSON.stringify(sessionStorage)").count("Niet voor een ander") == 1
    page.locator(".wt-who > summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Log uit").click()
    assert "Niet voor een ander" not in page.evaluate("JSON.stringify(sessionStorage)")


def test_a_call_back_from_the_front_desk_to_settled(people, town) -> None:
    """Settled in two screens and two clicks: its row on the list, and that they spoke."""
    case = town.case("uitvoering")
    desk = people("administratie").at(case).shot("zaak-van-de-balie")
    desk.press("Noteer een terugbelverzoek").fill(about="Kan de taxi ook anders?", phone="0186 571402")
    desk.shot("terugbelverzoek-nieuw").send().sees("Uiterlijk de volgende werkdag belt iemand terug")
    asked = CallBack.objects.get()
    who = people("consulent").go("/")
    with who.page.expect_navigation():
        who.page.locator(f"main a[href='{asked.get_absolute_url()}']").first.click()
    who.sees("Kan de taxi ook anders?").shot("terugbellen")
    who.page.locator("main [name=text]").fill("De taxi is aangevraagd.")
    with who.page.expect_navigation():
        who.page.get_by_role("button", name="Bel terug: gesproken").click()
    who.sees("Het gesprek staat op de tijdlijn").shot("teruggebeld")
    desk.go("/terugbelverzoeken/").sees("Teruggebeld").misses("de taxi is aangevraagd").shot("terugbelverzoeken")
    desk.go("/post/").shot("post-leeg")
    assert not who.failures + desk.failures


def test_nobody_answers_is_one_button_in_the_same_form(people, town) -> None:
    asked = town.call_back(town.case("uitvoering"))
    who = people("consulent").at(asked)
    with who.page.expect_navigation():
        who.page.get_by_role("button", name="Geen gehoor").click()
    who.sees("Het verzoek blijft staan", "1 keer geen gehoor")


def test_the_sheet_is_one_a4(people, town) -> None:
    case = town.case("onderzoek")
    for name in ("Ria", "Nelis", "Jaap"):
        town.contact(case, name)
    town.goal(case)
    who = people("consulent").go(f"{case.get_absolute_url()}bezoekblad/").shot("bezoekblad")
    import io

    from pypdf import PdfReader

    sheet = PdfReader(io.BytesIO(who.page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(sheet.pages) == 1
    assert "Ria" in sheet.pages[0].extract_text()
