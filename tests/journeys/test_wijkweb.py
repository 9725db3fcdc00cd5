"""The wijkweb in a real browser: a field is tapped and filled where it stands, and nothing that is drawn runs out."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from casework.network.models import Contact
from casework.network.operations import add_contact
from tests.factories import today

pytestmark = pytest.mark.slow

# what the browser itself measures: each line of text within the frame that its middle is in, and no two over each other
OUTSIDE = """() => {
  const svg = document.querySelector("svg.wt-web"), spare = 1;
  const frames = [...svg.querySelectorAll("rect.wt-web__frame")].map(one => one.getBBox());
  const texts = [...svg.querySelectorAll("text")].map(one => [one.textContent, one.getBBox()]);
  const holds = (f, b) => b.x >= f.x - spare && b.x + b.width <= f.x + f.width + spare && b.y >= f.y - spare && b.y + b.height <= f.y + f.height + 4;
  const out = texts.filter(([, box]) => !frames.some(frame => holds(frame, box))).map(([words]) => words);
  const side = (a, b) => a.x + a.width <= b.x + spare || b.x + b.width <= a.x + spare;
  const above = (a, b) => a.y + a.height * 0.8 <= b.y + b.height * 0.2 || b.y + b.height * 0.8 <= a.y + a.height * 0.2;
  for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++)
    if (!side(texts[i][1], texts[j][1]) && !above(texts[i][1], texts[j][1])) out.push(`${texts[i][0]} × ${texts[j][0]}`);
  return out;
}"""


@pytest.fixture
def case(town):
    return town.case("uitvoering", on=today() - dt.timedelta(days=60), person=town.person("Vermaat", given_name="Toos"))


def test_a_field_is_tapped_and_filled_and_looked_back_on(people, town, case) -> None:
    ago = timezone.now() - dt.timedelta(days=50)
    jan = add_contact(case, by=town.consulent, at=ago, name="Jan", relation="man", domain="familie", for_emergency=True)
    case.events.create(at=ago, by_name="Test", verb="case.set_plan", label="Plan")
    who = people("consulent").go(f"{case.get_absolute_url()}wijkweb/").shot("wijkweb")
    page = who.page
    with page.expect_navigation():
        page.locator("svg.wt-web text", has_text="Kunst en cultuur").click()
    assert page.evaluate("document.activeElement.id") == "formulier"
    who.shot("wijkweb-erbij").fill(name="Trudie Bestman", relation="vriendin van het koor").send()
    who.sees("Het contact staat in het wijkweb.", "Trudie Bestman", "vriendin van het koor")
    assert Contact.objects.get(name="Trudie Bestman").domain == "kunst"
    with page.expect_navigation():
        page.locator("main li a", has_text="Jan").first.click()
    assert page.evaluate("document.activeElement.id") == "formulier"
    who.shot("wijkweb-wijzig").fill(tie="overleden")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar").click()
    who.sees("man, contact in nood, overleden")
    who.go(f"{case.get_absolute_url()}wijkweb/?samen=ja&erbij=wonen#formulier").sees("samen met Toos Vermaat")
    who.shot("wijkweb-samen").fill(name="Riet", strength="3").send()
    assert Contact.objects.get(name="Riet").strength == 3
    assert page.url.endswith("wijkweb/?samen=ja")
    who.go(f"{case.get_absolute_url()}wijkweb/toen/").sees("Erbij", "Veranderd", "Jan: is overleden").shot(
        "wijkweb-toen"
    )
    assert page.locator("svg.wt-web").count() == 2
    who.go(f"{case.get_absolute_url()}wijkweb/blad/").sees("Het wijkweb van Toos Vermaat").shot("wijkweb-blad")
    assert page.get_by_role("button", name="Druk af").is_visible()
    who.go(f"{case.get_absolute_url()}wijkweb/blad/?leeg=ja").shot("wijkweb-blad-leeg")
    who.at(case).sees("Mensen om Toos heen", "Trudie Bestman")
    jan.refresh_from_db()
    assert jan.removed_at is None
    assert not who.failures


def test_with_keys_alone_somebody_is_added(people, case) -> None:
    page = people("consulent").go(f"{case.get_absolute_url()}wijkweb/").page
    link = page.get_by_role("link", name="Voeg toe bij Vereniging en sport")
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "formulier"
    page.keyboard.press("Tab")
    page.keyboard.type("Gert Roos")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Contact.objects.get().domain == "vereniging"


def test_on_a_phone_there_is_the_list_alone(people, town, case) -> None:
    town.contact(case, "Buurvrouw Ria", phone="0186 571902")
    who = people("consulent")
    page = who.page
    page.set_viewport_size({"width": 375, "height": 667})
    who.go(f"{case.get_absolute_url()}wijkweb/")
    assert not page.locator("svg.wt-web").is_visible()
    assert page.get_by_role("link", name=re.compile("Buurvrouw Ria.*wijzig")).is_visible()
    assert page.get_by_role("link", name="Voeg toe bij Kerk en levensbeschouwing").is_visible()


def test_the_browser_measures_no_more_than_was_laid_out(people, town, case) -> None:
    odd = (
        "Ægidius van der Wæl-Łukaszewicz",
        "W" * 60,
        "Iiljft,.'",
        "Өлжас Қайырбекұлы",
        "محمد بن عبد الله",
        "MMMM @@@ %%%",
        "学校先生",
    )
    for number, name in enumerate(odd * 2):
        domain = ("kerk", "familie", "tweedelijn", "wonen")[number % 4]
        town.contact(case, name, relation=odd[-number % 7], domain=domain, is_carer=True)
    for number in range(12):
        town.contact(case, f"Anna Maria van Oud-Beijerland {number}", relation="koorlid", domain="kunst")
    who = people("consulent")
    who.page.set_viewport_size({"width": 1440, "height": 900})
    who.go(f"{case.get_absolute_url()}wijkweb/")
    who.page.evaluate("document.fonts.ready")
    assert who.page.evaluate(OUTSIDE) == []
