"""Days between which a day may lie, and the sentence that names them."""

import datetime as dt

from casework.engine import possible_days
from casework.engine.possible_days import Days


def test_the_day_that_is_needed_is_named() -> None:
    span = Days(dt.date(2026, 11, 22), dt.date(2026, 12, 1))
    assert span.refusal(dt.date(2026, 11, 21)) == "Vul een dag in vanaf 22 november 2026."
    assert span.refusal(dt.date(2026, 12, 2)) == "Vul een dag in tot en met 1 december 2026."
    assert span.refusal(dt.date(2026, 11, 22)) == span.refusal(dt.date(2026, 12, 1)) == ""


def test_a_year_on_from_a_leap_day_is_a_day() -> None:
    assert possible_days.years(dt.date(2028, 2, 29), 1) == dt.date(2029, 2, 28)
