"""On paper, and in forced colours."""

import io

from pypdf import PdfReader

from tests.factories import World


def test_how_it_was_counted_is_printed(town: World, people) -> None:
    case = town.case("onderzoek")
    page = people("consulent").go(f"/zaken/{case.ref}/").page
    folded = page.locator(".wt-aside details.wt-why").first  # what is next isn't printed
    assert not folded.locator("p").first.is_visible()
    page.emulate_media(media="print")
    assert folded.locator("p").first.bounding_box()["height"] > 5
    assert folded.evaluate("one => getComputedStyle(one, '::details-content').contentVisibility") == "visible"


def test_in_forced_colours_one_item_of_the_menu_is_underlined(town: World, people) -> None:
    case = town.case("onderzoek")
    page = people("consulent").go(f"/zaken/{case.ref}/").page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(forced_colors="active")
    for links in (".wt-tabs a", ".wt-menu__link"):
        colours = page.locator(links).evaluate_all(
            "all => all.map(one => [one.hasAttribute('aria-current'), getComputedStyle(one).borderBlockEndColor])"
        )
        here = {colour for current, colour in colours if current}
        others = {colour for current, colour in colours if not current}
        assert len(here) == len(others) == 1
        assert here.isdisjoint(others)


def test_in_the_dark_everything_can_be_read(town: World, people) -> None:
    case = town.case("onderzoek")
    colleague = people("teamleider")
    colleague.page.emulate_media(color_scheme="dark")
    for name, path in (("werk", "/"), ("zaak", f"/zaken/{case.ref}/"), ("vangnet", "/vangnet/"), ("stijl", "/stijl/")):
        colleague.go(path).shot(f"donker-{name}")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert colleague.page.evaluate(ground) == "rgb(20, 23, 29)"
    colleague.page.emulate_media(color_scheme="dark", media="print")
    assert colleague.page.evaluate(ground) == "rgb(255, 255, 255)"


def test_twenty_five_turns_fit_on_one_sheet(town: World, people) -> None:
    for number in range(25):
        town.case("aanmelding", person=town.person(f"Inwoner{number}"))
    page = people("consulent").go("/?lijst=verdelen").page
    assert page.locator(".wt-work").count() == 25
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1
