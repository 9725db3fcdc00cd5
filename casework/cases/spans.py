"""Which days can be true: the first and the last day of everything that is dated.

One answer for the form and for the door, so that neither takes what the other refuses. Pure functions of a case, its
children and today: nothing here reads the clock of the law or asks for today.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from casework.terms import MONTHS

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)  # beyond these no term can be counted
DAY: Final = dt.timedelta(days=1)
BACK: Final = dt.timedelta(weeks=4)  # how far back temporary help may start
REPORTED_BACK: Final = 2  # years; an older question isn't reported but brought along (docs/import.md)
AHEAD: Final = 1  # years; nobody agrees on a day further off
GRANTED: Final = 5  # years; how long a decision may run
RECOVERED: Final = 2  # years; how long money may be out


@dataclass(frozen=True, slots=True)
class Span:
    """From and through which day an answer can be true."""

    first: dt.date = EARLIEST
    last: dt.date = LATEST

    def trouble(self, day: dt.date) -> str:
        """The day that is needed, in a sentence; empty where this one can be true."""
        if day < self.first:
            return f"Vul een dag in vanaf {in_words(self.first)}."
        if day > self.last:
            return f"Vul een dag in tot en met {in_words(self.last)}."
        return ""


def in_words(day: dt.date) -> str:
    """'22 november 2026'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def years(day: dt.date, more: int) -> dt.date:
    """The same day of another year; 28 February where that year has no 29th."""
    try:
        return day.replace(year=day.year + more)
    except ValueError:
        return day.replace(year=day.year + more, day=28)


# --- what has been -----------------------------------------------------------------------------------------------


def _birth(case: Any) -> dt.date:
    return (case.person.birth_date if case and case.person else None) or EARLIEST


def happened(case: Any, on: dt.date) -> Span:
    """Nothing happened on a case before it came in; nothing that lies ahead has happened."""
    return Span(max(case.received_on, _birth(case)) if case else EARLIEST, on)


def received(on: dt.date, *, counts_from: dt.date) -> Span:
    """When a question came in: since there is a law to count by."""
    return Span(max(counts_from, years(on, -REPORTED_BACK)), on)


def applied(case: Any, on: dt.date, *, research_ends: dt.date | None) -> Span:
    """An application comes after the report, or when the research took longer than its term (2.3.2 lid 9)."""
    came_in = happened(case, on).first
    if research_ends is None:
        return Span(came_in, on)
    late = research_ends + DAY
    return Span(max(came_in, min(case.report_sent_on or late, late)), on)


def born(case: Any, on: dt.date) -> Span:
    """Nobody asks for help before birth, or is born after death."""
    if case is None or case.person is None:
        return Span(EARLIEST, on)
    return Span(EARLIEST, min(on, case.received_on, case.person.deceased_on or on))


def died(case: Any, on: dt.date) -> Span:
    return Span(_birth(case), on)


# --- what is agreed ----------------------------------------------------------------------------------------------


def agreed(on: dt.date) -> Span:
    """A day to come, that people can still oversee."""
    return Span(on, years(on, AHEAD))


def lasting(on: dt.date) -> Span:
    """Until when a consent, or access by name, is given."""
    return Span(on + DAY, years(on, GRANTED))


def recovered(on: dt.date) -> Span:
    return Span(on, years(on, RECOVERED))


def help_starts(on: dt.date) -> Span:
    """Temporary help is of now: what began longer ago was never temporary."""
    return Span(on - BACK, years(on, AHEAD))


def help_ends(on: dt.date) -> Span:
    """Help that is over can't be promised any more."""
    return Span(on, years(on, AHEAD))


def help_stops(indicatie: Any, on: dt.date) -> Span:
    """Withdrawn help stops after today, and never later than it would have by itself."""
    return Span(max(on + DAY, indicatie.starts_on), indicatie.ends_on)


def grant_starts(application: Any, on: dt.date) -> Span:
    return Span(application.received_on, years(on, AHEAD))


def grant_ends(starts_on: dt.date) -> Span:
    return Span(starts_on, years(starts_on, GRANTED) - DAY)
