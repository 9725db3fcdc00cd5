"""So many minutes on a working day while people work."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from casework.law.moments import Hours, within
from casework.law.terms import Clock

HERE = ZoneInfo("Europe/Amsterdam")
CLOCK = Clock([], {dt.date(2026, 3, 10): "een vrije dag"})
HOURS = Hours(dt.time(8, 30), dt.time(17))


@pytest.mark.parametrize(
    ("since", "by"),
    [
        ("2026-03-02 13:20", "2026-03-02 14:20"),  # a Monday
        ("2026-03-02 08:30", "2026-03-02 09:30"),
        ("2026-03-02 16:59", "2026-03-02 17:59"),  # people are still there
        ("2026-03-02 06:00", "2026-03-02 09:30"),  # before they begin: its first hour
        ("2026-03-02 17:00", "2026-03-03 09:30"),
        ("2026-03-06 23:59", "2026-03-09 09:30"),  # a Friday evening
        ("2026-03-07 11:00", "2026-03-09 09:30"),  # a Saturday
        ("2026-03-09 18:00", "2026-03-11 09:30"),  # the day after is off by decree
        ("2026-04-03 10:00", "2026-04-07 09:30"),  # Good Friday, Easter Monday
        ("2026-12-31 17:30", "2027-01-04 09:30"),
        ("2026-03-28 12:00", "2026-03-30 09:30"),  # the clock goes forward in between
    ],
)
def test_within_the_hour(since: str, by: str) -> None:
    moment = dt.datetime.fromisoformat(since).replace(tzinfo=HERE)
    assert within(60, moment, HOURS, CLOCK) == dt.datetime.fromisoformat(by).replace(tzinfo=HERE)
