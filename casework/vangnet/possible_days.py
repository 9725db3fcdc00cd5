"""On which days money from the vangnet goes out and comes back."""

import datetime as dt
from typing import Any, Final

from casework.engine.possible_days import EARLIEST, Days, years

RECOVERED: Final = 2  # years; how long money may be out
ORDERED: Final = dt.timedelta(days=30)  # how far ahead a bank is told; a later one is not what was approved as urgent


def recovered(on: dt.date) -> Days:
    return Days(on, years(on, RECOVERED))


def paid(request: Any, on: dt.date) -> Days:
    """On which days it can have been paid: not before it was approved, nor later than today."""
    return Days(request.decided_on or EARLIEST, on)


def ordered(on: dt.date) -> Days:
    """On which day a bank may be told to pay."""
    return Days(on, on + ORDERED)
