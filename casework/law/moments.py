"""A term of less than a day: so many minutes, on a working day while people work. Pure, as `terms` is."""

import datetime as dt
from dataclasses import dataclass

from casework.law.days import ONE_DAY
from casework.law.terms import Clock


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when people work on an ordinary day, in local time; `closes` is the first moment after."""

    opens: dt.time
    closes: dt.time


def within(minutes: int, since: dt.datetime, hours: Hours, clock: Clock) -> dt.datetime:
    """The moment by which it is done. Asked outside working hours it is counted from when the next working day opens.

    `since` is local time, with its zone.
    """
    day = since.date()
    works = clock.next_working_day(day) == day
    if works and hours.opens <= since.time() < hours.closes:
        return since + dt.timedelta(minutes=minutes)
    if not works or since.time() >= hours.closes:
        day = clock.next_working_day(day + ONE_DAY)
    return dt.datetime.combine(day, hours.opens, tzinfo=since.tzinfo) + dt.timedelta(minutes=minutes)
