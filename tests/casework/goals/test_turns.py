"""Whose turn a goal makes it, by when."""

import datetime as dt

import pytest

from casework.engine.door import perform
from casework.goals.models import Goal
from casework.handovers.operations import offer_handover
from tests.casework.on_the_lists import MONDAY, day, in_days, items, who_by_when
from tests.factories import World, today


def test_a_goal_is_told_of_by_its_carrier(world: World, new_case) -> None:
    case = new_case("uitvoering", evaluate_on=day(30))
    world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, started_on=MONDAY,
               shared_until=dt.date.max, rhythm_days=5)  # fmt: skip
    assert who_by_when(case)["goal.report"] == ("middenveld@Bij de Oma's", day(9))  # the 7th is a Saturday
    assert who_by_when(new_case("uitvoering", evaluate_on=day(30))).keys() == {"case.evaluate"}


def test_a_goal_of_a_citizen_without_account_is_told_of_by_the_regisseur(world: World, new_case) -> None:
    case = new_case("uitvoering", evaluate_on=day(30))
    world.goal(case, "loopt", started_on=MONDAY)
    assert who_by_when(case)["goal.report"][0] == "consulent"
    world.grant(case, since=MONDAY)
    assert who_by_when(case)["goal.report"][0] == "inwoner"


CONSENT = {"text": "delen", "how": "mondeling", "given_by": "zij"}


@pytest.mark.parametrize("ending", ["refuse", "withdraw"])
def test_a_goal_nobody_takes_over_is_looked_after_by_the_regisseur(world: World, ending: str) -> None:
    case = world.case("uitvoering", evaluate_on=in_days(30))
    goal = world.goal(case, "loopt")
    handover = world.handover(case, goal=goal)
    perform(handover, ending, by=world.middenveld if ending == "refuse" else world.consulent, why="Geen plek")
    turn = items(case)["goal.keep_carrier"]
    assert turn.for_user == world.consulent
    assert turn.what.startswith("Zoek een andere drager")
    assert "case.hold" not in items(case)
    perform(goal, "keep_carrier", by=world.consulent)
    assert "goal.keep_carrier" not in items(case)
    Goal.objects.filter(pk=goal.pk).update(seeking_since=today())
    offer_handover(case, by=world.consulent, to_kind="organisatie", to_organisation=world.church, goal=goal,
                           need="Iets", consent=CONSENT | {"given_on": today()})  # fmt: skip
    assert "goal.keep_carrier" not in items(case)
