"""On paper, and in forced colours."""

from tests.factories import World


def test_how_it_was_counted_is_printed(town: World, people) -> None:
    case = town.case("onderzoek")
    page = people("consulent").go(f"/zaken/{case.ref}/").page
    folded = page.locator("details.wt-why").first
    assert not folded.locator("p").first.is_visible()
    page.emulate_media(media="print")
    assert folded.locator("p").first.bounding_box()["height"] > 5
    assert folded.evaluate("one => getComputedStyle(one, '::details-content').contentVisibility") == "visible"


def test_in_forced_colours_one_item_of_the_menu_is_underlined(town: World, people) -> None:
    case = town.case("onderzoek")
    page = people("consulent").go(f"/zaken/{case.ref}/").page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(forced_colors="active")
    colours = page.locator(".wt-tabs a").evaluate_all(
        "all => all.map(one => [one.hasAttribute('aria-current'), getComputedStyle(one).borderBlockEndColor])"
    )
    here = {colour for current, colour in colours if current}
    others = {colour for current, colour in colours if not current}
    assert len(here) == len(others) == 1
    assert here.isdisjoint(others)
