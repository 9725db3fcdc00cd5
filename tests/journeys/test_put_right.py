"""What was done or written by mistake is put right, in a real browser: small and wide, with axe."""

import pytest

from casework.engine.door import perform
from casework.notes.operations import add_note
from tests.factories import fresh

pytestmark = [pytest.mark.slow]


def test_a_case_that_was_ended_by_mistake_is_as_it_was(people, town) -> None:
    case = town.case("uitvoering")
    town.goal(case, "loopt")
    perform(case, "end", by=town.consulent, ended_reason="verhuisd", closing_words="Naar Rotterdam")
    who = people("consulent").at(case)
    who.shot("beeindigd")
    who.press("Maak ongedaan").fill(why="Verkeerde zaak").shot("maak-ongedaan").send()
    who.sees("De zaak staat weer zoals daarvoor.", "Het einde is ongedaan gemaakt").shot("ongedaan-gemaakt")
    assert fresh(case).phase == "uitvoering"
    assert not who.failures


def test_a_wrong_indicatie_is_corrected_before_its_help_begins(people, town) -> None:
    draft = town.indicatie(town.case(), made_by=town.consulent)
    perform(draft, "issue", by=town.consulent)
    who = people("consulent").at(draft)
    who.press("Herstel").fill(why="Er stonden te veel uren", frequency="2 uur per week").shot("herstel").send()
    who.sees("Deze indicatie is hersteld", "een verbeterde").shot("hersteld")
    assert not who.failures


def test_a_note_that_does_not_belong_here_is_taken_away_and_settled(people, town) -> None:
    case = town.case()
    add_note(case, by=town.consulent, text="Dit gaat over de buurman")
    who = people("consulent").at(case)
    who.page.locator("main").get_by_role("link", name="Zet recht").first.click()
    who.page.wait_for_url("**/rechtzetten/")
    who.fill(what="weg", why="Over een ander").shot("zet-recht").send()
    assert "buurman" not in who.page.content()
    privacy = people("privacy").go("/inzage/doorgehaald/")
    privacy.sees("Dit gaat over de buurman").shot("weggehaald")
    assert not who.failures + privacy.failures


def test_a_case_in_the_wrong_name_goes_to_the_right_one_and_is_settled(people, town) -> None:
    case, right = town.case(regisseur=town.consulent), town.case(person=town.person("Visser"))
    town.handover(case)
    who = people("consulent").go(f"{case.get_absolute_url()}gegevens/")
    who.page.get_by_role("link", name="Verkeerde persoon in deze zaak").click()
    who.page.wait_for_url("**/andere-persoon/")
    who.sees("Dit is niet terug te halen").shot("verkeerde-persoon")
    who.fill(who="bekend", ref=right.ref, why="Naamgenoot in dezelfde straat").send()
    who.sees("stond deze zaak op een andere naam").shot("juiste-persoon")
    assert fresh(case).person == right.person
    privacy = people("privacy").go("/inzage/doorgehaald/")
    privacy.sees("Naamgenoot in dezelfde straat", "72 uur").shot("verkeerde-naam")
    assert not who.failures + privacy.failures


def test_a_partner_takes_back_a_refusal_with_the_keyboard_alone(people, town) -> None:
    offer = town.handover(town.case())
    perform(offer, "refuse", by=town.middenveld, why="Vol")
    who = people("middenveld").at(offer)
    link = who.page.get_by_role("link", name="Maak ongedaan")
    link.focus()
    who.page.keyboard.press("Enter")
    who._wait_until_opened()
    who.page.get_by_label("Waarom?").focus()
    who.page.keyboard.type("Verkeerde knop")
    who.page.keyboard.press("Tab")
    with who.page.expect_navigation():
        who.page.keyboard.press("Enter")
    assert who.page.url.endswith(offer.get_absolute_url())
    assert fresh(offer).state == "aangeboden"
    assert not who.failures
