"""Until when money from the vangnet may be out."""

import datetime as dt
from typing import Final

from casework.engine.spans import Span, years

RECOVERED: Final = 2  # years; how long money may be out


def recovered(on: dt.date) -> Span:
    return Span(on, years(on, RECOVERED))
