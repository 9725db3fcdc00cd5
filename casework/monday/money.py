"""What is left in the team's vangnet, how it went this year, and how it ends if that goes on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from django.db.models import BigIntegerField, Sum
from django.db.models.functions import Cast, TruncDate

from casework.law.days import MONTHS
from casework.vangnet.budgets import goes_on, last_day
from casework.vangnet.models import LedgerEntry, LedgerKind
from roles.fixed import Select, Slot

WIDTH: Final = 300  # of the picture, in its own units
HEIGHT: Final = 70
LEFT: Final = 28
TOP: Final = 8
_QUARTERS: Final = (1, 4, 7, 10)


def _moves(team: int, year: int) -> Any:
    of_year = Cast("budget__year", BigIntegerField())  # a slot has values that no small column can hold
    rows = LedgerEntry.objects.annotate(of_year=of_year).filter(budget__team=team, of_year=year).order_by()
    sums = rows.annotate(day=TruncDate("at")).values("day", "kind")
    sums = sums.annotate(free_sum=Sum("free"), reserved_sum=Sum("reserved")).order_by("day", "kind")
    return sums.values_list("day", "kind", "free_sum", "reserved_sum", named=True)


_MOVES: Final = Select(_moves, team=Slot.ID, year=Slot.ID)


@dataclass(frozen=True, slots=True)
class Point:
    """What was free at the end of that day."""

    on: dt.date
    free: Decimal


class Purse:
    """The team's budget of this year, asked now and read when it is looked at."""

    def __init__(self, team: int, on: dt.date) -> None:
        self.on = on
        self._rows: Iterator[Any] = _MOVES.rows(team=team, year=on.year)

    @cached_property
    def _moves(self) -> list[Any]:
        return list(self._rows)

    @property
    def is_there(self) -> bool:
        return bool(self._moves)

    @property
    def free(self) -> Decimal:
        return sum((row.free_sum for row in self._moves), Decimal(0))

    @property
    def reserved(self) -> Decimal:
        return sum((row.reserved_sum for row in self._moves), Decimal(0))

    @property
    def last_day(self) -> dt.date:
        return last_day(self.on.year)

    @property
    def forecast(self) -> Decimal:
        """What is free at the end of the year, where as much goes out each day as it did until now."""
        moved = sum((row.free_sum for row in self._moves if row.kind != LedgerKind.TOEKENNING), Decimal(0))
        return goes_on(self.free, moved, self.on)

    @cached_property
    def course(self) -> list[Point]:
        """What was free after each day on which something was booked, and today."""
        points: list[Point] = []
        free = Decimal(0)
        for row in self._moves:
            free += row.free_sum
            if points and points[-1].on == row.day:
                points.pop()
            points.append(Point(row.day, free))
        return [*points, Point(self.on, free)]

    @property
    def picture(self) -> dict[str, Any]:
        """The course as a line of steps in a box of 300 × 100, and where its words stand; the figures stand beside it."""
        top = max(max(point.free for point in self.course), self.forecast, Decimal(1))
        steps: list[str] = []
        y = None
        for point in self.course:
            x = self._x(point.on)
            if y is not None:
                steps.append(f"{x},{y}")
            y = _y(point.free, top)
            steps.append(f"{x},{y}")
        return {
            "line": " ".join(steps),
            "here": {"x": self._x(self.on), "y": _y(self.free, top)},
            "end": {"x": WIDTH, "y": _y(self.forecast, top)},
            "top": f"{top / 1000:.0f}",
            "months": [
                {"x": self._x(dt.date(self.on.year, month, 1)), "words": MONTHS[month - 1][:3]} for month in _QUARTERS
            ],
        }

    def _x(self, day: dt.date) -> int:
        day = min(max(day, dt.date(self.on.year, 1, 1)), self.last_day)
        return LEFT + (WIDTH - LEFT) * (day.timetuple().tm_yday - 1) // 365


def _y(amount: Decimal, top: Decimal) -> int:
    return TOP + int(HEIGHT - TOP - (HEIGHT - TOP) * amount / top)
