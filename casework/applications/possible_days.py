"""Which days can be true of an application and of what is granted on it."""

import datetime as dt
from typing import Any

from casework.cases.possible_days import happened
from casework.engine.possible_days import AHEAD, DAY, GRANTED, Days, years


def applied(case: Any, on: dt.date, *, research_ends: dt.date | None) -> Days:
    """An application comes after the report, or when the research took longer than its term (2.3.2 lid 9)."""
    came_in = happened(case, on).first
    if research_ends is None:
        return Days(came_in, on)
    late = research_ends + DAY
    return Days(max(came_in, min(case.report_sent_on or late, late)), on)


def grant_starts(application: Any, on: dt.date) -> Days:
    return Days(application.received_on, years(on, AHEAD))


def grant_ends(starts_on: dt.date) -> Days:
    return Days(starts_on, years(starts_on, GRANTED) - DAY)
