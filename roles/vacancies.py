"""Roles that are never vacant: the last one there can't leave without a successor or a cover. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

Period = tuple[dt.date, dt.date | None]  # from–until, until exclusive, None is open


def contains(period: Period, day: dt.date) -> bool:
    since, until = period
    return since <= day and (until is None or day < until)


@dataclass(frozen=True, slots=True)
class Presence:
    """One membership in such a role, and the periods in which nobody acts there."""

    period: Period
    away: tuple[Period, ...] = ()

    def on(self, day: dt.date) -> bool:
        return contains(self.period, day) and not any(contains(one, day) for one in self.away)

    @property
    def days(self) -> list[dt.date]:
        """The days on which something changes here."""
        return [day for period in (self.period, *self.away) for day in period if day]


def first_vacancy(before: Iterable[Presence], after: Iterable[Presence], today: dt.date) -> dt.date | None:
    """The first day from today on which a change leaves nobody, where somebody was before it."""
    old, new = list(before), list(after)
    days = {today, *(day for presence in (*old, *new) for day in presence.days if day > today)}
    for day in sorted(days):
        if any(presence.on(day) for presence in old) and not any(presence.on(day) for presence in new):
            return day
    return None
