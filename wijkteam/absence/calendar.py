"""A team's weeks: who is away in which of them, and whether somebody covers."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from roles.models import Absence, User

WEEKS: Final = 10
WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cell:
    """One colleague in one week: '' where they are there; else who covers, or that nobody does."""

    away: bool = False
    part: bool = False  # not all working days of it
    cover: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The Mondays that stand above it, and a row of cells for each colleague."""

    mondays: list[dt.date]
    rows: list[tuple[User, list[Cell]]]


def weeks_of(people: Iterable[User], absences: Iterable[Absence], on: dt.date) -> Calendar:
    """From this week on. `absences`: each with its membership and cover."""
    first = on - dt.timedelta(days=on.weekday())
    mondays = [first + number * WEEK for number in range(WEEKS)]
    of: dict[int, list[Absence]] = {}
    for one in absences:
        of.setdefault(one.membership.user_id, []).append(one)
    return Calendar(mondays, [(who, [_cell(of.get(who.pk, ()), monday) for monday in mondays]) for who in people])


def _cell(absences: Iterable[Absence], monday: dt.date) -> Cell:
    days = [monday + dt.timedelta(days=number) for number in range(5)]
    gone = {day: one for one in absences for day in days if one.since <= day and (one.until is None or day < one.until)}
    if not gone:
        return Cell()
    covers = dict.fromkeys(one.cover.name for one in gone.values() if one.cover)
    uncovered = any(one.cover is None for one in gone.values())
    return Cell(True, len(gone) < len(days), "" if uncovered else ", ".join(covers))
