"""Until when money from the vangnet may be out."""

import datetime as dt
from typing import Final

from casework.engine.possible_days import Days, years

RECOVERED: Final = 2  # years; how long money may be out


def recovered(on: dt.date) -> Days:
    return Days(on, years(on, RECOVERED))
