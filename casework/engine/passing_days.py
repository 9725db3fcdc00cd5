"""What is otherwise because a day began, without anybody doing anything: who is there, who may decide, who sees by name.

Memberships, absences and mandates begin and end on a day. Once a day what did so is written down as a change of the
roster is, and the anchors concerned are brought in line as after any other. Which days were done stands in a row, so a
week away is one step of a week.
"""

import datetime as dt

from django.db import models, transaction
from django.utils import timezone

from casework.engine import rerouting
from casework.engine.registry import anchors, hanging_on
from roles import roster
from roles.models import Absence, Mandate, Membership, RosterChange


class DayPassed(models.Model):
    """Through which day it was written down: one row."""

    day = models.DateField()

    class Meta:
        verbose_name = "laatste dag die is nagelopen"
        verbose_name_plural = "laatste dag die is nagelopen"

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}"


def through() -> dt.date | None:
    """The last day that was done; None: there never was one."""
    return DayPassed.objects.values_list("day", flat=True).first()


def write_down(on: dt.date) -> bool:
    """Whom and what the days until and including this one concern. Whether there was such a day.

    Whoever derived something from yesterday's roster has ended by then: it is written while the roster is held alone.
    Raises OperationalError where it isn't to be had; the next piece tries again.
    """
    if (through() or dt.date.min) >= on:
        return False
    with transaction.atomic():
        roster.change()
        after = through()  # as it stands now: two may be at it
        if after is not None and after >= on:
            return False
        if after is None:
            RosterChange.objects.create(at=timezone.now())  # everywhere: nothing is known of the days before
        else:
            for model in (Membership, Absence, Mandate):
                roster.write_down_what_began_or_ended(model, after, on)
            _ask_for_rows(after, on)
        DayPassed.objects.update_or_create(pk=1, defaults={"day": on})
    return True


def _ask_for_rows(after: dt.date, on: dt.date) -> None:
    """Rows that turns look at, and that are read or not by the day itself."""
    for model in anchors():
        found: set[int] = set()
        for noun in hanging_on(model):
            if noun.open_rows is not None and noun.open_rows.other_by_day is not None:
                found.update(noun.open_rows.other_by_day(after, on).values_list("pk", flat=True))
        rerouting.write_down(model, found)
