"""Between which days something that was filled in can lie. One answer for the form and for the door."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from casework.engine.words import day_in_words

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)  # beyond these no term can be counted
DAY: Final = dt.timedelta(days=1)
AHEAD: Final = 1  # years; nobody agrees on a day further off
GRANTED: Final = 5  # years; how long a decision may run


@dataclass(frozen=True, slots=True)
class Days:
    """From and through which day an answer can be true."""

    first: dt.date = EARLIEST
    last: dt.date = LATEST

    def refusal(self, day: dt.date) -> str:
        """The day that is needed, in a sentence; empty where this one can be true."""
        if day < self.first:
            return f"Vul een dag in vanaf {day_in_words(self.first)}."
        if day > self.last:
            return f"Vul een dag in tot en met {day_in_words(self.last)}."
        return ""


def years(day: dt.date, more: int) -> dt.date:
    """The same day of another year; 28 February where that year has no 29th."""
    try:
        return day.replace(year=day.year + more)
    except ValueError:
        return day.replace(year=day.year + more, day=28)


def agreed(on: dt.date) -> Days:
    """A day to come, that people can still oversee."""
    return Days(on, years(on, AHEAD))


def lasting(on: dt.date) -> Days:
    """Until when something is allowed."""
    return Days(on + DAY, years(on, GRANTED))
