"""The term of the research, and a later date agreed with the citizen."""

import pytest

from casework.cases.terms import research as research_term
from casework.law.terms import Clock
from tests.casework.law.dates import day


def test_a_later_date_agreed_with_the_citizen(clock: Clock) -> None:
    term = research_term(clock, day("2026-11-20"), agreed_until=day("2027-01-22"))
    assert term.on == day("2027-01-22")
    assert term.why == (
        "melding 20 november 2026 + 6 weken = vrijdag 1 januari 2027; "
        "1 januari is Nieuwjaarsdag; dus maandag 4 januari 2027; "
        "met de inwoner afgesproken: uiterlijk vrijdag 22 januari 2027; "
        "het recht om na 6 weken een aanvraag te doen blijft, "
        "dus vanaf dinsdag 5 januari 2027 (Wmo 2015, artikel 2.3.2)"
    )


@pytest.mark.parametrize("agreed_until", ["2027-01-04", "2026-12-18"])
def test_an_agreed_date_that_is_not_later_changes_nothing(clock: Clock, agreed_until: str) -> None:
    term = research_term(clock, day("2026-11-20"), agreed_until=day(agreed_until))
    assert term.on == day("2027-01-04")
    assert "niet later en verandert niets" in term.why
