"""Days that can't be true for temporary help."""

import datetime as dt
from decimal import Decimal

import pytest

from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.indicaties.operations import draft_indicatie
from tests.factories import World, today

DAY = dt.timedelta(days=1)


def drafted(world: World, **fields):
    return draft_indicatie(
        world.case("onderzoek"),
        by=world.consulent,
        **{"what": "Hulp", "provider": world.provider, "frequency": "elke dag", "amount_per_week": Decimal(100),
           "starts_on": today(), "ends_on": today() + dt.timedelta(weeks=4), "agreed_with": "haar",
           "why_now": "Nu"} | fields,
    )  # fmt: skip


def test_help_is_of_now(world: World) -> None:
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        drafted(world, starts_on=today() - dt.timedelta(days=29))
    with pytest.raises(NotNow, match="Vul een dag in vanaf"):
        drafted(world, starts_on=today() - 9 * DAY, ends_on=today() - DAY)
    assert drafted(world, starts_on=today() - dt.timedelta(days=28))


def test_a_period_that_is_over_is_not_issued_or_put_to_anyone(world: World) -> None:
    over = {"starts_on": today() - 20 * DAY, "ends_on": today() - DAY}
    for step, more in (("issue", {}), ("submit", {"submitted_to": world.consulent2})):
        with pytest.raises(NotNow, match="De periode van deze indicatie is voorbij"):
            perform(world.indicatie(world.case(), **over), step, by=world.consulent, **more)


def test_withdrawing_never_makes_help_longer(world: World) -> None:
    heard = {"why": "Niet nodig", "heard_how": "gebeld", "heard_on": today()}
    running = world.indicatie(world.case(), "afgegeven", ends_on=today() + 5 * DAY)
    with pytest.raises(NotNow, match="niet later dan de hulp al zou stoppen"):
        perform(running, "withdraw", by=world.consulent, until=today() + 6 * DAY, **heard)
    perform(running, "withdraw", by=world.consulent, until=today() + 5 * DAY, **heard)
    last = world.indicatie(world.case(), "afgegeven", ends_on=today())
    with pytest.raises(NotNow, match="stopt vandaag al vanzelf"):
        perform(last, "withdraw", by=world.consulent, until=today() + DAY, **heard)


def test_ending_a_case_never_makes_help_longer(world: World) -> None:
    case = world.case("onderzoek")
    running = world.indicatie(case, "afgegeven", ends_on=today() + 5 * DAY)
    later = today() + 90 * DAY
    perform(case, "end", by=world.consulent, ended_reason="verhuisd", closing_words="x", help_until=later)
    running.refresh_from_db()
    assert (running.state, running.ends_on) == ("ingetrokken", today() + 5 * DAY)
