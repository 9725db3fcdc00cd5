"""Days to count from, and a clock that knows of two days off by decree."""

from datetime import date, timedelta

from hypothesis import strategies as st

from casework.engine.registry import rules
from casework.law.terms import Clock

ASCENSION_FRIDAYS = {
    date(2026, 5, 15): "vrijdag na Hemelvaartsdag",
    date(2027, 5, 7): "vrijdag na Hemelvaartsdag",
}
TEN_YEARS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
CLOCK = Clock(rules(), ASCENSION_FRIDAYS)
ONE_DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)
