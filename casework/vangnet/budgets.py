"""What is in each budget, how its year went so far, and how it ends if that goes on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q, Sum

from casework.vangnet.models import LedgerEntry, VangnetBudget
from casework.vangnet.querysets import Balance
from roles.actions import Action
from roles.policy import Sight

BAR: Final = 600  # width of a budget's bar, in its own units
NOTHING: Final = Balance(Decimal(0), Decimal(0), Decimal(0), Decimal(0))


def goes_on(free: Decimal, moved: Decimal, on: dt.date) -> Decimal:
    """What is free at the end of that year in whole euros, where as much goes out each day as it did until `on`.

    `moved`: what was free and isn't any more, negative.
    """
    gone, left = (on - dt.date(on.year, 1, 1)).days + 1, (last_day(on.year) - on).days
    return max(free + (moved * left / gone).quantize(Decimal(1)), Decimal(0))


def last_day(year: int) -> dt.date:
    return dt.date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class Purse:
    """A budget with its sums on a day, and the parts of its bar."""

    budget: VangnetBudget
    balance: Balance
    on: dt.date

    @property
    def forecast(self) -> Decimal | None:
        """Of this year's budget: what is free when the year ends. Another year has none."""
        if self.budget.year != self.on.year:
            return None
        return goes_on(self.balance.free, self.balance.free - self.balance.total, self.on)

    @property
    def last_day(self) -> dt.date:
        return last_day(self.budget.year)

    @property
    def bar(self) -> list[dict[str, str]]:
        """Free, free since it came back, reserved, and spent and not yet back: together what was granted."""
        came_back = min(self.balance.returned, self.balance.free)
        parts = (
            ("vrij", self.balance.free - came_back),
            ("teruggekomen", came_back),
            ("gereserveerd", self.balance.reserved),
            ("uitgegeven", self.balance.spent - self.balance.returned),
        )
        total, at, result = max(sum((size for _, size in parts), Decimal(0)), Decimal(1)), 0, []
        for name, size in parts:
            width = int(size * BAR / total)
            result.append({"name": name, "x": str(at), "width": str(width)})
            at += width
        return result


def purses(budgets: Iterable[VangnetBudget], on: dt.date) -> list[Purse]:
    """Every balance in one query."""
    rows = list(budgets)
    sums = {
        row["budget_id"]: Balance(**{name: row[f"{name}__sum"] for name in Balance.__slots__})
        for row in LedgerEntry.objects.filter(budget__in=rows)
        .order_by()
        .values("budget_id")
        .annotate(*(Sum(name, default=Decimal(0)) for name in Balance.__slots__))
    }
    return [Purse(budget, sums.get(budget.pk, NOTHING), on) for budget in rows]


# --- which one may see -------------------------------------------------------------------------------------------


def visible_budgets(sight: Sight) -> Any:
    """The budgets of the teams whose budget one may see, the newest first."""
    return VangnetBudget.objects.filter(theirs(sight)).select_related("team")


def theirs(sight: Sight) -> Q:
    places = _places(sight)
    if any(holding.everywhere for holding in places):
        return Q()
    return Q(team_id__in=sorted({holding.team_id for holding in places if holding.team_id}))


def may_see(sight: Sight, budget: VangnetBudget) -> bool:
    """Twin of `theirs`."""
    return any(holding.everywhere or holding.team_id == budget.team_id for holding in _places(sight))


def _places(sight: Sight) -> list[Any]:
    return [
        holding
        for holding in sight.holdings
        if Sight(user=sight.user, on=sight.on, holdings=(holding,)).has(Action.VIEW_BUDGET)
    ]


def counts_more_than_it_lists(sight: Sight) -> bool:
    """Whether the sums can hold movements of cases that aren't this person's to see."""
    return bool(sight.recused) or not any(holding.everywhere for holding in sight.holdings)
