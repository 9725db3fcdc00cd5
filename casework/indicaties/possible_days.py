"""Which days can be true of temporary help."""

import datetime as dt
from typing import Any, Final

from casework.engine.possible_days import AHEAD, DAY, Days, years

BACK: Final = dt.timedelta(weeks=4)  # how far back temporary help may start


def help_starts(on: dt.date) -> Days:
    """Temporary help is of now: what began longer ago was never temporary."""
    return Days(on - BACK, years(on, AHEAD))


def help_ends(on: dt.date) -> Days:
    """Help that is over can't be promised any more."""
    return Days(on, years(on, AHEAD))


def help_stopped(indicatie: Any, on: dt.date) -> Days:
    return Days(indicatie.help_started_on or on, on)


def help_stops(indicatie: Any, on: dt.date) -> Days:
    """Withdrawn help stops after today, and never later than it would have by itself."""
    return Days(max(on + DAY, indicatie.starts_on), indicatie.ends_on)
