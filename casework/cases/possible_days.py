"""Which days can be true on a case: when it came in, and what happened since."""

import datetime as dt
from typing import Any, Final

from casework.engine.possible_days import EARLIEST, Days, years
from casework.people.possible_days import birth

REPORTED_BACK: Final = 2  # years; an older question isn't reported but brought along (docs/import.md)


def happened(case: Any, on: dt.date) -> Days:
    """Nothing happened on a case before it came in; nothing that lies ahead has happened."""
    return Days(max(case.received_on, birth(case)) if case else EARLIEST, on)


def received(on: dt.date, *, counts_from: dt.date) -> Days:
    """When a question came in: since there is a law to count by."""
    return Days(max(counts_from, years(on, -REPORTED_BACK)), on)
