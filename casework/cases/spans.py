"""Which days can be true on a case: when it came in, what happened since, birth and death."""

import datetime as dt
from typing import Any, Final

from casework.engine.spans import EARLIEST, Span, years

REPORTED_BACK: Final = 2  # years; an older question isn't reported but brought along (docs/import.md)


def _birth(case: Any) -> dt.date:
    return (case.person.birth_date if case and case.person else None) or EARLIEST


def happened(case: Any, on: dt.date) -> Span:
    """Nothing happened on a case before it came in; nothing that lies ahead has happened."""
    return Span(max(case.received_on, _birth(case)) if case else EARLIEST, on)


def received(on: dt.date, *, counts_from: dt.date) -> Span:
    """When a question came in: since there is a law to count by."""
    return Span(max(counts_from, years(on, -REPORTED_BACK)), on)


def born(case: Any, on: dt.date) -> Span:
    """Nobody asks for help before birth, or is born after death."""
    if case is None or case.person is None:
        return Span(EARLIEST, on)
    return Span(EARLIEST, min(on, case.received_on, case.person.deceased_on or on))


def died(case: Any, on: dt.date) -> Span:
    return Span(_birth(case), on)
