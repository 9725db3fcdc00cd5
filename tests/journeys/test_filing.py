"""What was said at the table comes into the research, with a mouse and by keyboard alone; a part is saved while one types."""

import re

import pytest

from casework.research.models import Need, Research
from casework.visits.sentences import sentences
from tests.factories import World, fresh

pytestmark = [pytest.mark.slow]

SAID = "Zij durft ’s nachts niet naar het toilet. Corrie komt vrijdag slapen.\n\nEten is het ergste: hij kookte altijd. Ans van hiernaast brengt op maandag soep.\n\nVan het geld weet zij niets, dat deed hij."
SELECT = """([form, from, to]) => {
    const spans = [...document.querySelectorAll(form + " .wt-talk__sentence span")];
    const range = document.createRange();
    range.setStart(spans[from].firstChild, 3);
    range.setEnd(spans[to].firstChild, 8);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.dispatchEvent(new PointerEvent("pointerup"));
}"""


def test_select_and_put(people, town: World) -> None:
    case = town.case("onderzoek", regisseur=town.consulent)
    research = Research.objects.get(case=case)
    Need.objects.all().delete()
    need = Need.objects.create(research=research, what="Warm eten", extent="Uw man kookte altijd. 7 dagen.")
    Need.objects.create(research=research, what="Niet alleen zijn in de nacht")
    visit = town.visit(case, "klaar", text=SAID)
    who = people("consulent")
    page = who.page
    page.set_viewport_size({"width": 1440, "height": 900})
    who.go(f"{case.get_absolute_url()}onderzoek/")

    page.evaluate(SELECT, ["form[data-talk]", 3, 3])
    bar = page.locator(".wt-talk__bar")
    assert [one.inner_text() for one in bar.locator("button").all()] == [*"abcdefg"]
    bar.get_by_text("c", exact=True).click()  # of which of the two? that is asked first
    assert page.evaluate("document.activeElement.name") == "rij"
    page.locator("form[data-talk] select").select_option(need.public_id)
    with page.expect_navigation():
        page.get_by_role("button", name="c. Mensen dichtbij", exact=True).click()
    who.sees("Gezet bij c. Mensen dichtbij.")
    page.evaluate(SELECT, ["form[data-talk]", 0, 1])
    with page.expect_navigation():
        page.locator(".wt-talk__bar").get_by_text("d", exact=True).click()
    assert fresh(need).network == "Ans van hiernaast brengt op maandag soep."
    assert fresh(research).carer == "Zij durft ’s nachts niet naar het toilet. Corrie komt vrijdag slapen."

    last = sentences(SAID)[-1]
    page.locator(f"form[data-talk] input[value='{last.start}']").focus()  # by keyboard alone
    page.keyboard.press("Space")
    page.get_by_role("button", name="g. Eigen bijdrage", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert fresh(research).contribution == last.text
    assert [one["part"] for one in fresh(visit).filed] == ["d", "d", "c", "g"]
    who.shot("uit-het-gesprek")
    assert not who.failures


def test_a_part_is_saved_while_one_types(people, town: World) -> None:
    case = town.case("onderzoek", regisseur=town.consulent)
    who, other = people("consulent"), people("teamlid")
    page = who.go(f"{case.get_absolute_url()}onderzoek/g/").page
    page.fill("[name=text]", "U hoort nog wat u betaalt.")
    page.locator("[data-typed-said]", has_text=re.compile(r"^Bewaard \d")).wait_for()
    assert Research.objects.get(case=case).contribution == "U hoort nog wat u betaalt."
    other.go(f"{case.get_absolute_url()}onderzoek/g/").sees(f"{town.consulent.name} schrijft nu bij")
    with page.expect_navigation():
        page.get_by_role("link", name="Terug").click()
    for _ in range(50):  # freed as soon as the page is left
        if "schrijft nu bij" not in other.go(f"{case.get_absolute_url()}onderzoek/g/").page.inner_text("main"):
            break
    other.misses("schrijft nu bij").shot("onderdeel")
    assert not who.failures
