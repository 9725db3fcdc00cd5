"""Finance pays many at once, and a second person looks: in a real browser, by keyboard, on a desk and on a phone."""

import pytest

from casework.engine.door import perform
from casework.vangnet.batches import PaymentBatch
from casework.vangnet.models import VangnetRequest

pytestmark = [pytest.mark.slow]


@pytest.fixture
def payable(town) -> list[VangnetRequest]:
    asked = [town.request(town.case("uitvoering"), "aangevraagd", "100", payee=f"Winkel {n}") for n in range(3)]
    return [perform(one, "approve", by=town.teamleider).obj for one in asked]


def test_a_file_for_the_bank_is_made_by_one_and_released_by_another(people, payable) -> None:
    finance = people("financien").go("/betalingen/").shot("betalingen")
    page = finance.page
    for one in payable[:2]:
        page.focus(f"[name=aanvraag][value='{one.public_id}']")
        page.keyboard.press("Space")
    page.focus("button[value=bestand]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    batch = PaymentBatch.objects.get()
    finance.sees("2 betalingen", "Een ander geeft het vrij", batch.sha256).shot("betaalbestand-wacht")
    head = people("afdelingshoofd").at(batch).shot("betaalbestand")
    head.page.focus("form[action$='/vrijgeven/'] button")
    with head.page.expect_navigation():
        head.page.keyboard.press("Enter")
    head.sees("Het betaalbestand is vrijgegeven").shot("betaalbestand-vrij")
    finance.at(batch).sees("als het bestand is opgehaald")
    assert page.request.get(f"{finance.address}{batch.get_absolute_url()}bestand/").status == 200
    finance.at(batch).press("Boek als betaald").sees("De betalingen zijn geboekt").shot("betaalbestand-geboekt")
    finance.go("/betalingen/?stand=betaald").sees("Winkel 0", "Winkel 1", "Betaald op").shot("betalingen-betaald")
    assert VangnetRequest.objects.filter(state="uitbetaald").count() == 2


def test_one_is_found_by_payee_and_booked_by_hand(people, payable) -> None:
    finance = people("financien").go("/betalingen/").fill(aan="winkel 2").press("Toon")
    finance.sees("Winkel 2").fill(aanvraag=payable[2].public_id).press("Betaal uit")
    finance.sees("Uitbetaald op").shot("betalingen-gedaan")
    assert VangnetRequest.objects.get(state="uitbetaald").payee == "Winkel 2"


def test_calling_one_off_asks_why(people, payable) -> None:
    finance = people("financien").go("/betalingen/").fill(aanvraag=payable[0].public_id)
    finance.press("Maak een betaalbestand").press("Annuleer dit bestand").shot("betaalbestand-annuleren")
    finance.fill(why="Verkeerde dag").press("Annuleer het bestand").sees("Geannuleerd", "Verkeerde dag")
    finance.go("/betalingen/").sees("Winkel 0")
