"""Money is of the day on which it is promised, and of the team that has the case that day."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from casework.engine.door import available, perform
from casework.engine.errors import NotNow
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.operations import provide_budget
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, words


def balance(team, year: int):
    return VangnetBudget.objects.get(team=team, year=year).entries.balance()


@pytest.fixture
def of_last_year(world: World) -> VangnetRequest:
    """Asked in December, on the budget of that year."""
    provide_budget(world.team, year=today().year - 1, amount=Decimal(3000), by=None, words="Begroting")
    last = VangnetBudget.objects.get(team=world.team, year=today().year - 1)
    return world.request(world.case("uitvoering"), "aangevraagd", amount="4000", budget=last)


def test_it_is_paid_from_the_year_in_which_it_is_approved(world: World, of_last_year) -> None:
    perform(of_last_year, "approve", by=world.teamleider)
    of_last_year.refresh_from_db()
    assert of_last_year.budget.year == today().year
    assert balance(world.team, today().year).reserved == 4000
    assert balance(world.team, today().year - 1).reserved == 0


def test_the_decider_sees_that_budget_before_approving(client, world: World, of_last_year) -> None:
    as_(client, world.teamleider)
    for url in ("/vangnet/", of_last_year.get_absolute_url()):
        page = words(client.get(url))
        assert "€ 10.000,00" in page
        assert str(today().year) in page
        assert "te weinig" not in page


def test_what_is_free_in_that_year_decides(world: World, of_last_year) -> None:
    provide_budget(world.team, year=today().year, amount=Decimal(-9000), by=None, words="Bezuiniging")
    with pytest.raises(NotNow, match=f"budget is op: in {today().year}"):
        perform(of_last_year, "approve", by=world.teamleider)


def test_without_a_budget_for_the_year_it_says_whom_to_ask(client, world: World) -> None:
    request = world.request(world.case("uitvoering"), "aangevraagd")
    later = timezone.now() + dt.timedelta(days=366)
    offers = available(request, sight(world.teamleider, timezone.localtime(later).date()), at=later)
    (offer,) = [one for one in offers if one.step.name == "approve"]
    assert [reason.text for reason in offer.reasons] == [
        f"Voor {later.year} heeft Wijkteam Noord nog geen vangnetbudget. Vraag functioneel beheer."
    ]


def test_after_a_hand_over_it_is_the_other_team_s(world: World) -> None:
    provide_budget(world.other_team, year=today().year, amount=Decimal(5000), by=None, words="Begroting Zuid")
    request = world.request(world.case("uitvoering"), "aangevraagd")
    type(request.case).objects.filter(pk=request.case_id).update(team=world.other_team, kern=world.other_kern)
    perform(VangnetRequest.objects.get(pk=request.pk), "approve", by=world.teamleider3)
    assert balance(world.other_team, today().year).reserved == 1000
    assert balance(world.team, today().year).reserved == 0


def test_a_promise_stays_where_it_was_made(world: World) -> None:
    provide_budget(world.team, year=today().year - 1, amount=Decimal(3000), by=None, words="Begroting")
    last = VangnetBudget.objects.get(team=world.team, year=today().year - 1)
    request = world.request(world.case("uitvoering"), "goedgekeurd", budget=last)
    assert request.budget_on(today()) == last
