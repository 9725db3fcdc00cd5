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
