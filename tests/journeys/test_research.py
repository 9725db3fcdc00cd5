"""The research in a real browser: a row at the kitchen table, its parts, the report seen beforehand, settled and given."""

import re

import pytest

from casework.documents.models import Document
from casework.documents.states import MADE
from casework.research.models import Research
from tests.factories import today

pytestmark = [pytest.mark.slow, pytest.mark.worker]

ROW = "bij 1. De nacht"


def test_from_a_first_row_to_the_letter_on_the_table(real_worker, people, town) -> None:
    real_worker.start()
    case = town.case("onderzoek", met_on=today(), question="Mijn man is gevallen en ik kan niet alleen zijn.")
    research = case.researches.get()
    research.needs.all().delete()
    research.asked.all().delete()
    Research.objects.update(person_mark="")
    base = f"{case.get_absolute_url()}onderzoek/"
    town.contact(case, "Corrie Verkerk", relation="dochter", is_carer=True)
    consulent = people("consulent").at(case).press("Stel het verslag vast").sees("Er staat nog niet wat nodig is")
    consulent.shot("onderzoek-leeg").go(f"{base}nieuw/").shot("onderzoek-nieuw")
    consulent.fill(what="De nacht", extent="U ziet slecht en valt. Elke nacht.").send()
    consulent.sees("wat overblijft bij ‘De nacht’").shot("onderzoek")
    consulent.press(f"Schrijf op: c. Mensen dichtbij {ROW}").shot("onderzoek-cel")
    consulent.fill(text="Uw dochter Corrie slaapt er in het weekend.", source="gesprek").send()
    for part in ("b. Zelf en thuis", "e. In de kern", "f. Andere wet"):
        consulent.press(f"Niet besproken: {part} {ROW}")
    consulent.press(f"Schrijf op: Wat overblijft {ROW}").fill(text="Vijf nachten per week.").send()
    for line in ("Wie u bent en wat u wilt", "d. De mantelzorger", "g. Eigen bijdrage"):
        consulent.press(f"Niet besproken: {line}")
    for question in (
        "Identiteit gezien (paspoort, identiteitskaart of rijbewijs)",
        "Cliëntondersteuning genoemd: gratis en onafhankelijk",
        "Cliëntondersteuning genoemd, ook voor de mantelzorger",
        "Zorg in natura of pgb uitgelegd",
    ):
        consulent.press(f"Gedaan: {question}")
    consulent.misses("nog nodig voor het verslag").shot("onderzoek-compleet")
    consulent.press("Bekijk het verslag").sees("Zo leest de inwoner het verslag", "U kunt een aanvraag doen")
    consulent.shot("onderzoek-verslag").press("Stel vast").sees("Verslag vastgesteld")
    rows = Document.objects.filter(kind="onderzoeksverslag")
    real_worker.wait_for(lambda: rows.get().state in MADE, seconds=60)
    assert "Vijf nachten per week." in consulent.pdf(rows.get())
    consulent.go(base).press("Verstuur het verslag").fill(sent_how="uitgereikt").send().sees("Verslag verstuurd")
    consulent.shot("onderzoek-verstuurd")
    assert rows.get().state == "verstuurd"
    # with the keyboard alone, once more: what the citizen said is put in, and nothing of before is gone
    consulent.go(base).press("Pas aan na reactie").fill(why="Corrie belde.").send()
    page = consulent.page
    link = page.get_by_role("link", name=re.compile(rf"^Wijzig ?: c\. Mensen dichtbij {re.escape(ROW)}$"))
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("main textarea[name=text]").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" En elke maandag.")
    page.locator("main form button[type=submit]").last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    consulent.sees("in het weekend. En elke maandag.", "versie 2")
    assert not consulent.failures
