"""What may be told of obstacles outside the file: how often, what it cost, what was done; never of fewer than five cases.

The rule. Every obstacle is in one *cell*: year, team, scheme. A cell of five cases or more is told as it is. The smaller ones
of a team and year are told together, where that makes five; else not at all. So all that there is, is in *groups* of five or
more, each obstacle in one group at most, and whatever is published (a row, a total, a year beside another, a team beside all
teams, a file) is a sum of whole groups, the same for whoever looks. A total is of what is told and never of what there is: so
what is left out can't be had by subtracting (secondary suppression), and no page tells more than another.

- Where each small cell could only be four (the most that is hidden), they aren't told together either.
- How many cells were put together, which, and whether anything was left out, isn't told. Each scheme and team counts alone:
  putting the small ones of one scheme together over the teams as well tells more than it seems. What was *not* put together
  then narrows down what was, until one cell is left over (`test_counting` tries every small table there is; ADR 38).
- What was done instead is told of a group whole or not at all: each answer then of nobody, or of five or more. A case with
  two answers counts under the first of `Instead`, so that the answers add up.
- There is no median and no highest: of five cases that is what one of them cost.
- Cases are counted, not rows. One case with two schemes counts in the group of each: a total is of cases per scheme.

What remains: who keeps yesterday's figures sees that a case came in today.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from casework.obstacles.models import Instead, Obstacle

FEWEST: Final = 5  # cases that may be shown apart
NOT_LISTED: Final = 0  # instead of the key of a scheme: one that isn't on the list, whatever it was called
REST: Final = -1  # instead of the key of a scheme: those of which there are too few each


@dataclass(frozen=True, slots=True)
class Counted:
    """One obstacle, as it counts. `days` and `euros` nought where nobody knows them."""

    year: int
    team: int
    scheme: int
    case: int
    days: int = 0
    euros: Decimal = Decimal(0)
    instead: str = Instead.NIETS


@dataclass(frozen=True, slots=True)
class Sums:
    """Of how many cases, days and euros together. `instead`: cases by what was done; None where that isn't told."""

    cases: int = 0
    days: int = 0
    euros: Decimal = Decimal(0)
    instead: dict[str, int] | None = field(default_factory=lambda: dict.fromkeys(Instead.values, 0))

    def __add__(self, other: "Sums") -> "Sums":
        both = self.instead, other.instead
        instead = None if None in both else {name: both[0][name] + both[1][name] for name in Instead.values}  # type: ignore[index]
        return Sums(self.cases + other.cases, self.days + other.days, self.euros + other.euros, instead)

    @property
    def days_each(self) -> int:
        return round(self.days / self.cases) if self.cases else 0

    @property
    def euros_each(self) -> Decimal:
        return (self.euros / self.cases).quantize(Decimal(1)) if self.cases else Decimal(0)


@dataclass(frozen=True, slots=True)
class Group:
    """What is told of a cell, or of the small ones of a team and year together: then `scheme` is REST."""

    year: int
    team: int
    scheme: int
    sums: Sums


Cell = list[Counted]


def lines(first: int, last: int) -> list[Counted]:
    """Every obstacle of these years, of all teams: what is told of one depends on the others. One query."""
    rows = Obstacle.objects.standing().filter(since__gte=dt.date(first, 1, 1), since__lte=dt.date(last, 12, 31))
    columns = ("since__year", "team_id", "scheme_id", "case_id", "days", "euros", "instead")
    return [
        Counted(year, team, scheme or NOT_LISTED, case, days or 0, euros or Decimal(0), instead)
        for year, team, scheme, case, days, euros, instead in rows.order_by().values_list(*columns)
    ]


def groups(counted: Iterable[Counted]) -> list[Group]:
    """All that may be told. The same for everybody: who sees less of it sees some of these."""
    cells: dict[tuple[int, int, int], Cell] = defaultdict(list)
    for one in counted:
        cells[one.year, one.team, one.scheme].append(one)
    told: list[Group] = []
    small: dict[tuple[int, int], list[Cell]] = defaultdict(list)
    for (year, team, scheme), cell in cells.items():
        sums = _sums(cell)
        if sums.cases >= FEWEST:
            told.append(Group(year, team, scheme, sums))
        else:
            small[year, team].append(cell)
    for (year, team), rest in small.items():
        sums = _sums([one for cell in rest for one in cell])
        if FEWEST <= sums.cases < (FEWEST - 1) * len(rest):
            told.append(Group(year, team, REST, sums))
    return sorted(told, key=lambda one: (one.year, one.team, one.scheme))


def _sums(counted: Cell) -> Sums:
    done: dict[int, str] = {}
    order = Instead.values
    for one in counted:
        done[one.case] = min(done.get(one.case, one.instead), one.instead, key=order.index)
    instead = {name: sum(one == name for one in done.values()) for name in order}
    apart = all(number == 0 or number >= FEWEST for number in instead.values())
    return Sums(
        cases=len(done),
        days=sum(one.days for one in counted),
        euros=sum((one.euros for one in counted), Decimal(0)),
        instead=instead if apart else None,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One scheme in a year and the year before; None where fewer than five are told of it."""

    scheme: int
    now: Sums | None
    before: Sums | None


def table(told: Iterable[Group], year: int) -> list[Row]:
    """Per scheme, most cases first; what was put together comes last."""
    sums: dict[tuple[int, int], Sums] = {}
    for one in told:
        key = one.scheme, one.year
        sums[key] = sums[key] + one.sums if key in sums else one.sums
    rows = [Row(one, sums.get((one, year)), sums.get((one, year - 1))) for one in {scheme for scheme, _ in sums}]
    return sorted(rows, key=lambda row: (row.scheme == REST, -_cases(row.now), -_cases(row.before), row.scheme))


def total(told: Iterable[Group], year: int) -> Sums:
    """Of what is told, never of what there is."""
    found = Sums()
    for one in told:
        if one.year == year:
            found += one.sums
    return found


def _cases(sums: Any) -> int:
    return sums.cases if sums else 0
