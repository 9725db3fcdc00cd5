"""A morning at Werkvoorraad, in a real browser: at a desk, on a phone, and with keys alone."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from tests.factories import absent, put_in_line, today

pytestmark = [pytest.mark.slow]
DAY = dt.timedelta(days=1)

# how many rows can be seen without scrolling, and how high each is
IN_SIGHT = """() => { const rows = [...document.querySelectorAll(".wt-work")].map(one => one.getBoundingClientRect());
  return [rows.filter(one => one.bottom <= innerHeight).length, Math.max(...rows.map(one => Math.round(one.height)))]; }"""


@pytest.fixture
def monday(town):
    """Thirty that are the consultant's own, three reports, and a visit."""
    mine = [town.case("onderzoek", person=town.person(f"Eigen{number}")) for number in range(15)]
    reports = [
        town.case("aanmelding", person=town.person(name), question="Mijn vrouw vergeet het gas uit te doen. " * 5)
        for name in ("Aarts", "van der Berg", "Cornelisse")
    ]
    town.case("aanmelding", person=town.person("Haast"), urgent=True)
    town.appointment(mine[0], what="Huisbezoek", on=today())
    town.handover(mine[1])
    return reports


def test_a_screen_holds_sixteen_rows_and_a_phone_nine(people, monday, town) -> None:
    who = people("consulent").go("/")
    who.sees("Vandaag op pad", "Voorstraat 1, Piershil").shot("werkvoorraad")
    who.page.set_viewport_size({"width": 1440, "height": 900})
    seen, high = who.page.evaluate(IN_SIGHT)
    assert seen >= 16
    assert high == 40
    who.page.set_viewport_size({"width": 375, "height": 812})
    seen, high = who.page.evaluate(IN_SIGHT)
    assert seen >= 9
    assert high == 64
    absent(town.consulent.memberships.get(), since=today() - 9 * DAY, until=today())
    who.go("/").sees("U was weg tot").page.set_viewport_size({"width": 375, "height": 667})
    seen, high = who.page.evaluate(IN_SIGHT)
    assert (seen >= 9, high <= 49) == (True, True)  # 48, and the line below it
    who.shot("werkvoorraad-weer-terug")
    who.go("/?lijst=uitgezet").sees("Bij de Oma's").shot("uitgezet")
    who.go("/?lijst=team").shot("team")
    assert not who.failures


def test_where_no_name_is_read_no_column_stands_empty(people, town) -> None:
    """A partner's rows name nobody, and not at whom the question lies: the room is for the question."""
    case = town.case("plan")
    town.handover(case)
    put_in_line(Case, [case.pk], timezone.now())
    for who, seen in (("middenveld", False), ("consulent", True)):
        page = people(who).go("/").page
        assert page.locator(".wt-work").count() >= 1, who
        heads = [page.locator(f"thead .wt-work__{name}") for name in ("who", "by")]
        assert [one.is_visible() for one in heads] == [seen, seen], who
        assert [one.bounding_box()["width"] > 1 for one in heads] == [seen, seen], who


def test_narrowed_sorted_and_kept_by_name(people, monday) -> None:
    who = people("consulent").go("/?lijst=verdelen")
    page = who.page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.click("summary:has-text('Alleen')")
    page.click("main a:text-is('Spoed')")
    page.wait_for_url("**/?lijst=verdelen&spoed=ja")
    assert page.locator(".wt-work").count() == 1
    page.click("summary:has-text('Mijn lijsten')")
    page.fill("#naam", "Mijn maandag")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    who.sees("De lijst ‘Mijn maandag’ is bewaard.")
    who.go("/?lijst=verdelen")
    page.click("thead a:has-text('Wie')")
    page.wait_for_url("**/?lijst=verdelen&op=wie")
    assert page.locator(".wt-work__who").all_inner_texts()[1:] == [
        "Haast, Bep", "Aarts, Bep", "Van der Berg, Bep", "Cornelisse, Bep",
    ]  # fmt: skip
    page.go_back()
    page.go_forward()
    assert page.locator("th[aria-sort=ascending]").inner_text().split() == ["Wie", ":", "sorteer"]
    page.click("summary:has-text('Mijn lijsten')")
    who.shot("werkvoorraad-lijsten")
    page.click("main a:text-is('Mijn maandag')")
    page.wait_for_url("**/?lijst=verdelen&spoed=ja")


def test_many_handed_out_at_once(people, monday, town) -> None:
    who = people("teamleider").go("/?lijst=verdelen")
    page = who.page
    page.set_viewport_size({"width": 1440, "height": 900})
    assert not page.locator(".wt-handout").is_visible()
    boxes = page.locator(".wt-work input")
    boxes.nth(1).check()
    boxes.nth(2).check()
    assert page.locator(".wt-handout").is_visible()
    who.shot("werkvoorraad-gekozen")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.click("text=Wis keuze")
    assert not page.locator(".wt-handout").is_visible()
    boxes.nth(1).check()
    boxes.nth(2).check()
    page.select_option("#aan", label="Consulent2 Test")
    with page.expect_navigation():
        page.click(".wt-handout button[type=submit]")
    who.sees("Uitgedeeld aan Consulent2 Test: 2.")
    assert WorkItem.objects.filter(handed_to=town.consulent2).count() == 2
    who.go("/?lijst=uitgezet").sees("Consulent2 Test")
    assert not who.failures


def test_by_key_from_one_to_the_next_and_back(people, monday) -> None:
    who = people("consulent").go("/?lijst=verdelen&op=wie")
    page = who.page
    page.keyboard.press("j")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(monday[0].get_absolute_url())
    who.press("Pak op")
    who.sees("Volgende: Bel en weeg, Van der Berg, Bep").shot("volgende")
    with page.expect_navigation():
        page.keyboard.press("v")
    assert page.url.endswith(monday[1].get_absolute_url())
    who.press("Pak op")
    with page.expect_navigation():
        page.keyboard.press("w")
    assert "/?lijst=verdelen&op=wie#werk-" in page.url
    assert page.locator(".wt-work").count() == 2
    assert not who.failures
