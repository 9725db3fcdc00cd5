"""Whoever comes to carry a goal reads what is told from then on, as the consent says: 'Meer vertellen wij niet.'"""

import datetime as dt

import pytest
from django.utils import timezone

from casework.engine.door import perform
from casework.goals.models import Goal, ProgressReport
from casework.goals.operations import report_progress
from casework.handovers.operations import offer_handover
from roles.models import User
from roles.policy import sight
from tests.factories import World, fresh, today

CONSENT = {"text": "Wij noemen uw naam en dit doel. Meer vertellen wij niet.", "how": "aan tafel", "given_by": "Bep"}


def read_by(goal: Goal, who: User) -> set[str]:
    return {one.text for one in ProgressReport.objects.visible_to(sight(who)).filter(goal=goal)}


@pytest.fixture
def goal(world: World) -> Goal:
    """Told of by the provider that carried it; then a partner took it over, and told too."""
    case = world.case("uitvoering")
    goal = world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.provider,
                      shared_until=dt.date.max, carried_since=timezone.now() - dt.timedelta(days=30))  # fmt: skip
    report_progress(goal, by=world.uitvoerder, text="Zij drinkt weer", at=timezone.now() - dt.timedelta(days=3))
    offer = offer_handover(case, by=world.consulent, goal=goal, to_kind="organisatie", to_organisation=world.partner,
                           need="Gezelschap", consent=CONSENT | {"given_on": today()})  # fmt: skip
    perform(offer, "accept", by=world.middenveld)
    report_progress(fresh(goal), by=world.middenveld, text="Wij schaken samen")
    return fresh(goal)


def test_a_new_carrier_reads_from_their_own_time_only(client, world: World, goal: Goal) -> None:
    assert read_by(goal, world.middenveld) == {"Wij schaken samen"}
    client.force_login(world.middenveld)
    page = client.get(goal.get_absolute_url()).content.decode()
    assert "Wij schaken samen" in page
    assert "Zij drinkt weer" not in page
    assert "Uitvoerder Test" not in page


def test_who_carried_it_before_reads_none_of_it_any_more(world: World, goal: Goal) -> None:
    assert read_by(goal, world.uitvoerder) == set()


def test_the_team_and_the_citizen_read_all_of_it(world: World, goal: Goal) -> None:
    world.grant(goal.case)
    both = {"Zij drinkt weer", "Wij schaken samen"}
    assert read_by(goal, world.consulent) == read_by(goal, world.inwoner) == both
    assert read_by(goal, world.consulent3) == set()


def test_the_list_of_goals_tells_no_day_of_before(client, world: World, goal: Goal) -> None:
    ProgressReport.objects.filter(text="Wij schaken samen").delete()
    client.force_login(world.middenveld)
    response = client.get("/doelen/")
    assert [one.told_on for one in response.context["page"]] == [None]


def test_back_again_one_reads_what_one_told_oneself_but_not_what_was_told_between(world: World, goal: Goal) -> None:
    Goal.objects.filter(pk=goal.pk).update(carrier_organisation=world.provider, carried_since=timezone.now())
    assert read_by(goal, world.uitvoerder) == {"Zij drinkt weer"}


def test_what_begins_is_carried_from_then(world: World) -> None:
    goal = world.goal(world.case("uitvoering"), carrier_kind="organisatie", carrier_organisation=world.provider)
    before = timezone.now()
    perform(goal, "begin", by=None)
    assert fresh(goal).carried_since >= before
