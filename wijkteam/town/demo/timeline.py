"""When it happened: cases played in the order of their moments, with the nights in between."""

import datetime as dt
import heapq
from collections.abc import Callable, Generator, Iterable
from typing import Final, Protocol

from django.utils import timezone

from casework.engine.by_date import run as work_of_the_night
from casework.law.models import clock

Moments = Generator[dt.datetime, None, None]  # of a case: each is the moment at which it goes on

NIGHT: Final = dt.time(0, 15)
LONG_AGO: Final = dt.timedelta(weeks=3)


class Played(Protocol):
    """A case: it is told the moment before each part of it, and before a night to finish what it began."""

    at: dt.datetime

    def settle(self) -> None: ...


Going = list[tuple[Played, Moments]]


class Timeline:
    """The year up to `now`. Moments fall in working hours on working days; what comes later than now happens now."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.today = timezone.localtime(now).date()
        self._clock = clock()
        self._last_night = dt.date.min

    # --- moments ---------------------------------------------------------------------------------------------------

    def moment(self, day: dt.date, hour: float) -> dt.datetime:
        minutes = round(hour * 60)
        at = dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60))
        return min(timezone.make_aware(at), self.now)

    def weeks_ago(self, weeks: float, hour: float) -> dt.datetime:
        """That many weeks before today, or the first working day after it."""
        return self.moment(self._clock.next_working_day(self.today - dt.timedelta(days=round(weeks * 7))), hour)

    def workdays_ago(self, days: int, hour: float) -> dt.datetime:
        """The n-th working day before today."""
        return self.moment(self.workday(-days), hour)

    def minutes_ago(self, minutes: int) -> dt.datetime:
        """Today, that many minutes ago: whatever the hour, and whether or not it is a working day."""
        midnight = timezone.make_aware(dt.datetime.combine(self.today, dt.time(0, 1)))
        return max(self.now - dt.timedelta(minutes=minutes), min(midnight, self.now))

    def after(self, at: dt.datetime, *, days: int, weeks: int, hour: float) -> dt.datetime:
        """So many weeks, and working days after those, later; never earlier than an hour on."""
        day = self._clock.add_working_days(timezone.localtime(at).date() + dt.timedelta(weeks=weeks), days)
        return min(max(self.moment(day, hour), at + dt.timedelta(hours=1)), self.now)

    def workday(self, days: int) -> dt.date:
        """The n-th working day from today; negative counts back, zero is today itself."""
        if days >= 0:
            return self._clock.add_working_days(self.today, days) if days else self.today
        day = self.today
        for _ in range(-days):
            day -= dt.timedelta(days=1)
            while self._clock.day_off(day):
                day -= dt.timedelta(days=1)
        return day

    # --- playing ---------------------------------------------------------------------------------------------------

    def play(self, cases: Iterable[tuple[Played, Moments]], *, told: Callable[[int, int], None]) -> None:
        """All cases at once, each waiting for its moment; before the day of a moment, the work of the night.

        `told` hears how many of them are finished, and of how many.
        """
        going = list(cases)
        waiting = [(next(moments), number) for number, (_, moments) in enumerate(going)]
        heapq.heapify(waiting)
        done = 0
        while waiting:
            moment, number = heapq.heappop(waiting)
            case, moments = going[number]
            self._sleep(timezone.localtime(moment).date(), going)
            case.at = moment
            following = next(moments, None)
            if following is None:
                done += 1
                told(done, len(going))
            else:
                heapq.heappush(waiting, (max(following, case.at), number))
        self._night(self.now, going)

    def _sleep(self, day: dt.date, going: Going) -> None:
        """What goes by date gives the same result a week late: long ago it was only done weekly."""
        since = (day - self._last_night).days
        if since == 0 or (since < 7 and day < self.today - LONG_AGO):
            return
        self._night(timezone.make_aware(dt.datetime.combine(day, NIGHT)), going)
        self._last_night = day

    def _night(self, at: dt.datetime, going: Going) -> None:
        for case, _ in going:
            case.settle()
        work_of_the_night(at=min(at, self.now))
