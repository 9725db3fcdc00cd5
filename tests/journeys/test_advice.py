"""Asking for an advice in a real browser, on a phone and at a desk: seen first, waited for, written down; and what a carer
needs beside it."""

import datetime as dt

import pytest

from casework.advice.models import Advice
from casework.research.models import Need
from tests.factories import fresh, today

pytestmark = [pytest.mark.slow]


def test_an_advice_on_what_is_needed_and_on_who_gives_care(people, town) -> None:
    case = town.case("onderzoek", met_on=today())
    town.contact(case, "Corrie Bos", is_carer=True)
    consulent = people("consulent")
    consulent.page.set_viewport_size({"width": 375, "height": 667})
    consulent.go(f"{case.get_absolute_url()}onderzoek/").press("Iets wat de mantelzorger nodig heeft")
    consulent.shot("mantelzorger-nieuw").fill(whose="Corrie Bos", what="Een avond vrij", extent="Zij slaapt slecht.")
    consulent.send().sees("Corrie Bos: Een avond vrij").shot("onderzoek-mantelzorger")
    consulent.press("Vraag advies").sees("Een advies zet geen termijn stil").shot("advies-nieuw")
    consulent.fill(
        kind="ergotherapeut", to="Iemand anders, die hier niet bij staat", name="Ergotherapie De Dijk",
        address="Dijk 3, 3261 AB Oud-Beijerland", question="Kan zij veilig alleen zijn?", consent_said=True, waits=True,
        until=str(today() + dt.timedelta(days=9)),
    )  # fmt: skip
    consulent.press("Bekijk eerst de brief").sees("Wij vragen u om advies.").shot("advies-bekeken")
    consulent.send().sees("Het advies is gevraagd").shot("advies")
    consulent.go(case.get_absolute_url()).sees("Wacht op een advies").shot("zaak-wacht-op-advies")
    consulent.go("/?lijst=uitgezet").sees("Ergotherapie De Dijk, ergotherapeut")
    advice = Advice.objects.get()
    page = consulent.at(advice).page
    page.set_viewport_size({"width": 1440, "height": 900})
    consulent.go(f"{advice.get_absolute_url()}stap/leg-het-advies-vast/").fill(answer="Ja, met een alarm.")
    page.locator("main form button[type=submit]").last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    consulent.at(advice).sees("Ja, met een alarm.").shot("advies-ontvangen")
    assert fresh(advice).state == "ontvangen"
    assert Need.objects.get(carer_name="Corrie Bos").extent == "Zij slaapt slecht."
    consulent.go(f"{case.get_absolute_url()}onderzoek/").sees("advies van Ergotherapie De Dijk").shot(
        "onderzoek-advies"
    )
