"""The year of a budget month by month, in figures and as a picture."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from casework.law.days import MONTHS
from casework.vangnet.budgets import Purse
from casework.vangnet.models import LedgerEntry
from casework.vangnet.querysets import Balance

LEFT, RIGHT, TOP, BOTTOM = 8, 392, 12, 190  # of the picture's lines, in its own units
UNDER: Final = 13  # words stand so far below their line
YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Month:
    """How the budget stood when that month ended, or today; euros, counted from the first of January."""

    first: dt.date
    balance: Balance

    @property
    def words(self) -> str:
        return MONTHS[self.first.month - 1]

    @property
    def out(self) -> Decimal:
        """Spent, and not yet back."""
        return self.balance.spent - self.balance.returned

    @property
    def bound(self) -> Decimal:
        """Spent or promised: what can't be spent again."""
        return self.out + self.balance.reserved


def course(purse: Purse) -> list[Month]:
    """Month by month until today. What was booked before or after that year counts in its first and its last month."""
    year, on = purse.budget.year, purse.on
    if year > on.year:
        return []
    until = on.month if year == on.year else YEAR
    moved = {month: [Decimal(0)] * len(Balance.__slots__) for month in range(1, YEAR + 1)}
    for row in _by_month(purse):
        into = moved[_month_in(year, timezone.localtime(row["month"]).date())]
        for place, name in enumerate(Balance.__slots__):
            into[place] += row[f"{name}__sum"]
    return list(_added_up(year, moved, until))


def _by_month(purse: Purse) -> Any:
    rows = LedgerEntry.objects.filter(budget=purse.budget).annotate(month=TruncMonth("at")).order_by()
    return rows.values("month").annotate(*(Sum(name) for name in Balance.__slots__))


def _month_in(year: int, day: dt.date) -> int:
    return 1 if day.year < year else YEAR if day.year > year else day.month


def _added_up(year: int, moved: dict[int, list[Decimal]], until: int) -> Iterator[Month]:
    now = [Decimal(0)] * len(Balance.__slots__)
    for month in range(1, until + 1):
        now = [one + more for one, more in zip(now, moved[month], strict=True)]
        yield Month(dt.date(year, month, 1), Balance(**dict(zip(Balance.__slots__, now, strict=True))))


def picture(purse: Purse, months: list[Month]) -> dict[str, Any]:
    """Lines in a box of 400 × 220: what was granted, what was spent, that with what is promised, and how it goes on.

    A month's figure stands at its end, today's at today. The figures themselves stand in the table beside it.
    """
    granted = purse.balance.total
    ahead = None if purse.forecast is None else granted - purse.forecast
    top = max(granted, ahead or Decimal(0), *(one.bound for one in months), Decimal(1))

    def y(amount: Decimal) -> int:
        return BOTTOM - int((BOTTOM - TOP) * amount / top)

    ends = [_x(min(_end(one.first), purse.on), purse.budget.year) for one in months]
    return {
        "granted": y(granted),
        "granted_words": y(granted) + UNDER,
        "spent": _line(ends, [y(one.out) for one in months]),
        "bound": _line(ends, [y(one.bound) for one in months]),
        "here": {"x": ends[-1], "y": y(months[-1].bound)},
        "ahead": None if ahead is None else {"x": RIGHT, "y": y(ahead)},
        "months": [{"x": _x(dt.date(2001, month, 1), 2001), "words": MONTHS[month - 1][:3]} for month in (1, 4, 7, 10)],
        "bottom": BOTTOM,
    }


def _line(xs: list[int], ys: list[int]) -> str:
    return " ".join(f"{x},{y}" for x, y in zip([LEFT, *xs], [BOTTOM, *ys], strict=True))


def _end(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _x(day: dt.date, year: int) -> int:
    return LEFT + (RIGHT - LEFT) * min((day - dt.date(year, 1, 1)).days, 364) // 364
