"""The days of the Dutch calendar: how they are written, and which of them are no ordinary days.

Public holidays are those of the Algemene termijnenwet, article 3.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

import holidays

ONE_DAY = timedelta(days=1)
WEEKDAYS = (
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
)
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKEND = frozenset(WEEKDAYS[5:])


def sentence(day: date) -> str:
    """'vrijdag 4 december 2026'."""
    return f"{WEEKDAYS[day.weekday()]} {plain(day)}"


def plain(day: date) -> str:
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekends(year: int) -> dict[date, str]:
    first = date(year, 1, 1)
    days_in_year = date(year, 12, 31).timetuple().tm_yday
    days = (first + timedelta(days=n) for n in range(days_in_year))
    return {day: WEEKDAYS[day.weekday()] for day in days if day.weekday() >= 5}


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The holidays of Atw article 3, by their Dutch names."""
    known = holidays.country_holidays("NL", years=year, categories=("public", "optional"), language="nl")
    # Under the law 5 May counts every year, while for the library it is public once in
    # five years and optional in between: what it does there must not matter here.
    return MappingProxyType({date(year, 5, 5): "Bevrijdingsdag", **dict(known)})
