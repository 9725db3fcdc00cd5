"""Days that can't be true for a decision."""

import datetime as dt

import pytest

from casework.engine import possible_days
from casework.engine.door import perform
from casework.engine.errors import NotNow
from tests.factories import World, today

DAY = dt.timedelta(days=1)
REPORTED = today() - dt.timedelta(days=9)


TOO_LATE = today() + dt.timedelta(days=400)


def test_a_decision_starts_after_it_was_asked_and_lasts_five_years_at_most(world: World) -> None:
    case = world.case("onderzoek", on=REPORTED, report_sent_on=today())
    application = world.application(case, received_on=today() - DAY)

    def decide(starts, ends) -> None:
        content = world.decision(starts_on=starts, ends_on=ends)
        perform(application, "decide", by=world.consulent, content=content)

    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        decide(today() - 2 * DAY, today())
    too_long = possible_days.years(today(), 5)
    with pytest.raises(NotNow, match="hoogstens vijf jaar"):
        decide(today(), too_long)
    decide(today(), too_long - DAY)


def test_the_terms_of_a_decision_are_within_a_year(world: World) -> None:
    application = world.application(world.case("onderzoek"))
    with pytest.raises(NotNow, match="Vul een dag in tot en met"):
        perform(application, "suspend", by=world.consulent, ground="toedoen", why="Op reis", asked_until=TOO_LATE)
    with pytest.raises(NotNow, match="hoogstens een jaar vooruit"):
        perform(application, "delay", by=world.consulent, until=TOO_LATE, why="Druk")
