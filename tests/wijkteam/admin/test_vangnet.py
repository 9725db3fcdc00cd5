"""Budgets: a ledger that only grows."""

from decimal import Decimal

import pytest

from casework.vangnet.models import VangnetBudget
from tests.factories import today
from tests.wijkteam.admin.pages import at, confirm_all, errors

pytestmark = pytest.mark.django_db


def test_a_budget_is_made_available_and_taken_back(beheer, world, second):
    budget = VangnetBudget.objects.get(team=world.team)
    more = {"amount": "2500.50", "words": "Raadsbesluit 12"}
    assert beheer.post(at("casework_vangnetbudget", budget), more).status_code == 302
    confirm_all(second)
    assert budget.entries.balance().free == Decimal("12500.50")
    assert budget.entries.first().by == world.beheer
    page = beheer.get(at("casework_vangnetbudget", budget)).content.decode()
    assert "€\N{NO-BREAK SPACE}12.500,50" in page
    assert "Raadsbesluit 12" in page
    said = errors(beheer.post(at("casework_vangnetbudget", budget), {"amount": "-20000", "words": "Terug"}))
    assert "€\N{NO-BREAK SPACE}12.500,50 vrij" in said
    assert "niet nul" in errors(beheer.post(at("casework_vangnetbudget", budget), {"amount": "0", "words": "x"}))
    assert "waar dit bedrag op rust" in errors(beheer.post(at("casework_vangnetbudget", budget), {"amount": "5"}))
    assert budget.entries.balance().free == Decimal("12500.50")


def test_a_budget_is_one_per_year(beheer, world, second):
    data = {"team": world.team.pk, "year": today().year, "amount": "10", "words": "x"}
    assert "al een budget" in errors(beheer.post(at("casework_vangnetbudget", page="add"), data))
    assert beheer.post(at("casework_vangnetbudget", page="add"), data | {"year": 2031}).status_code == 302
    confirm_all(second)
    assert VangnetBudget.objects.get(year=2031).entries.balance().free == 10


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [("100,00", "100.00"), ("2.500,50", "2500.50"), ("€ 75", "75"), ("1e3", None), ("NaN", None), ("1.000.00", None)],
)
def test_an_amount_is_typed_as_everywhere(beheer, world, second, typed, becomes):
    budget = VangnetBudget.objects.get(team=world.team)
    response = beheer.post(at("casework_vangnetbudget", budget), {"amount": typed, "words": "x"})
    if becomes is None:
        assert "Vul een bedrag in, bijvoorbeeld 4.850,00." in errors(response)
        assert typed in response.content.decode()
        return
    confirm_all(second)
    assert budget.entries.balance().free == 10000 + Decimal(becomes)
