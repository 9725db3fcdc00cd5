"""What time it is in the story of a case, and days seen from there or from today."""

import datetime as dt
from typing import Final

from django.utils import timezone

from wijkteam.town.demo.timeline import Timeline

ACT: Final = dt.timedelta(minutes=4)  # what one thing takes


class StoryTime:
    """`at` is the moment the story has come to: the timeline sets it, and each act moves it on."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline, self.at = timeline, timeline.now

    @property
    def on(self) -> dt.date:
        """The day it is in the story."""
        return timezone.localtime(self.at).date()

    def later(self, *, days: int = 0, weeks: int = 0) -> dt.date:
        """A day seen from the story's own day."""
        return self.on + dt.timedelta(days=days, weeks=weeks)

    def later_than_today(self, days: int) -> dt.date:
        """A day seen from the real today, before or after it."""
        return self.timeline.today + dt.timedelta(days=days)

    def workday(self, days: int) -> dt.date:
        """A working day seen from the real today: for what must be due now, soon or too late."""
        return self.timeline.workday(days)

    def weeks_ago(self, weeks: float, hour: float = 10.0) -> dt.datetime:
        return self.timeline.weeks_ago(weeks, hour)

    def workdays_ago(self, days: int, hour: float = 10.0) -> dt.datetime:
        return self.timeline.workdays_ago(days, hour)

    def minutes_ago(self, minutes: int) -> dt.datetime:
        return self.timeline.minutes_ago(minutes)

    def after(self, *, days: int = 0, weeks: int = 0, hour: float = 10.0) -> dt.datetime:
        """Seen from where the story is: so many weeks and then working days on, at that hour."""
        return self.timeline.after(self.at, days=days, weeks=weeks, hour=hour)

    def act(self) -> dt.datetime:
        """The moment of one act; the next one comes a few minutes later, never after now."""
        at = self.at
        self.at = min(at + ACT, self.timeline.now)
        return at
