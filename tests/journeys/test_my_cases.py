"""What one is responsible for, and a case that waits, in a real browser on a phone and on a desk."""

import datetime as dt
import io
import zipfile

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.waits.models import Wait
from roles.models import Reading
from tests.factories import put_in_line, today

pytestmark = [pytest.mark.slow]


def in_days(days: int) -> str:
    return (today() + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def cases(town):
    found = [
        town.case("onderzoek", person=town.person(name), question=question, on=today(), urgent=urgent)
        for name, question, urgent in (
            ("Bakker", "Ik kom de trap niet meer op sinds mijn heup is vervangen.", False),
            ("Andeweg", "Ik zit de hele dag alleen.", False),
            ("Visser", "Mijn man is gevallen en ik kan niet alleen zijn.", True),
        )
    ]
    put_in_line(Case, [one.pk for one in found], timezone.now())
    return found


@pytest.mark.parametrize("width", [1440, 375])
def test_a_case_waits_is_seen_among_ones_cases_and_is_there(people, cases, width: int) -> None:
    case, who = cases[0], people("consulent")

    def looked_at(name: str) -> None:
        who.shot(name)
        who.page.set_viewport_size({"width": width, "height": 900 if width > 400 else 667})

    who.at(case).press("Wacht op iets of iemand")
    looked_at("wachten-nieuw")
    who.send().sees("Er ontbreekt nog iets", "Maak een keuze")
    looked_at("wachten-nieuw-fout")
    who.fill(waits_for="offerte", what="de traplift", until=in_days(12)).send()
    who.sees("De zaak wacht", "Wacht op een offerte: de traplift")
    looked_at("zaak-wacht")
    who.go("/").misses("Bakker")
    who.go("/casussen/").sees("Bakker", "Wacht op een offerte tot", "Ik kom de trap niet meer op")
    looked_at("casussen")
    who.page.locator(".wt-chips").get_by_role("link", name="Wacht").click()
    who.page.wait_for_url("**stand=wacht**")
    assert who.page.locator("tbody tr").count() == 1
    with who.page.expect_download() as download:
        who.page.get_by_role("link", name="ODS").click()
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as file:
        assert "Bakker" in file.read("content.xml").decode()
    assert Reading.objects.get(part="casussen, uitvoer").rows == 1
    who.at(Wait.objects.get())
    looked_at("wachten")
    who.press("Wacht langer").fill(until=in_days(20)).send().sees("De zaak wacht langer")
    who.at(case).press("Het is er").sees("De zaak wacht niet meer")
    who.go("/").sees("Bakker")
    assert not who.failures


def test_the_list_by_keyboard_sorted_and_empty(people, cases) -> None:
    who = people("consulent").go("/casussen/?stand=slaapt").sees("Geen van uw casussen slaapt").shot("casussen-leeg")
    page = who.go("/casussen/").page
    assert page.locator("tbody tr th a").first.inner_text().startswith("Visser, Bep")  # spoed
    page.locator("thead").get_by_role("link", name="Wie").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert [one.split(",")[0].split()[-1] for one in page.locator("tbody tr th a").all_inner_texts()] == [
        "Andeweg", "Bakker", "Visser",
    ]  # fmt: skip
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Wie")
    assert page.locator("tbody tr").first.bounding_box()["height"] <= 41
    assert not who.failures
