"""What is owed for deciding too late (Awb 4:17). Pure functions of dates and dated amounts.

The first day is the one after the two weeks that follow the notice of default; each day counts until the day on which the
decision was sent, which counts no more; 42 at most. These are calendar days: the Algemene termijnenwet moves none (lid 1).
The amounts are those of the day on which the notice was received (Regeling indexering van bedragen in de Awb, 2018).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from casework.law.days import ONE_DAY, plain

PERIOD: Final = 14  # days (lid 2): the first, the second, and all after it
MOST: Final = 42  # days (lid 1)
ARTICLE: Final = "Awb, artikel 4:17"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a day costs from `since` on, in euros: of the first, the second and the third period."""

    since: dt.date
    per_day: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Part:
    """Days one after another that cost the same."""

    first: dt.date
    last: dt.date
    per_day: Decimal

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def amount(self) -> Decimal:
        return self.per_day * self.days


@dataclass(frozen=True, slots=True)
class Dwangsom:
    """What is owed, in its parts; no part where nothing is."""

    parts: tuple[Part, ...]

    @property
    def amount(self) -> Decimal:
        return sum((part.amount for part in self.parts), Decimal(0))

    @property
    def days(self) -> int:
        return sum(part.days for part in self.parts)

    @property
    def first(self) -> dt.date | None:
        return self.parts[0].first if self.parts else None

    @property
    def last(self) -> dt.date | None:
        return self.parts[-1].last if self.parts else None

    @property
    def why(self) -> str:
        """How it was counted, in plain Dutch."""
        told = [f"{_days(part)} van € {_euros(part.per_day)} ({_period(part)})" for part in self.parts]
        return f"{'; '.join(told) or 'geen dag te laat'} ({ARTICLE})"


def last_day(due_on: dt.date) -> dt.date:
    """The last day that can cost something."""
    return due_on + MOST * ONE_DAY


def counted(amounts: Sequence[Amounts], *, received_on: dt.date, due_on: dt.date, through: dt.date) -> Dwangsom:
    """Of the days after `due_on`, the last day of the two weeks, through the last on which nothing was decided."""
    days = min(max((through - due_on).days, 0), MOST)
    parts = []
    for number, per_day in enumerate(_of_the_day(amounts, received_on)):
        first, last = number * PERIOD + 1, min((number + 1) * PERIOD, days)
        if first <= last:
            parts.append(Part(due_on + first * ONE_DAY, due_on + last * ONE_DAY, per_day))
    return Dwangsom(tuple(parts))


def _of_the_day(amounts: Sequence[Amounts], day: dt.date) -> tuple[Decimal, Decimal, Decimal]:
    """Those in force; of a day before the first, the first."""
    in_order = sorted(amounts, key=lambda one: one.since)
    running = [one for one in in_order if one.since <= day]
    return (running[-1] if running else in_order[0]).per_day


def _days(part: Part) -> str:
    return "1 dag" if part.days == 1 else f"{part.days} dagen"


def _period(part: Part) -> str:
    return plain(part.first) if part.first == part.last else f"{plain(part.first)} tot en met {plain(part.last)}"


def _euros(amount: Decimal) -> str:
    return f"{amount:.2f}".replace(".", ",")
