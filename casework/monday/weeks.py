"""How a team's figures stood each Monday: kept by the night, so that a figure can be seen beside those before it.

Numbers alone. Cases that are closed to somebody count in none, so that a number tells nobody of a case they may not see.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from django.db import models
from django.db.models import Count
from django.utils import timezone

from casework.cases.models import Case
from casework.monday.lists import FIGURES, Days
from roles.fixed import Select, Slot
from roles.models import Team, TeamKind

WEEKS: Final = 12  # a quarter: more is a report, and no glance
KEPT: Final = dt.timedelta(weeks=104)
WIDTH, HEIGHT, EDGE = 96, 24, 4  # of the small picture, in its own units


class WeekFigure(models.Model):
    """One figure of one team, as it stood on the first night of a week."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+", db_index=False)
    monday = models.DateField()
    figure = models.CharField(max_length=40)  # the address of its list
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = "weekcijfer"
        verbose_name_plural = "weekcijfers"
        constraints = (models.UniqueConstraint(fields=("team", "monday", "figure"), name="one_figure_of_a_week"),)

    def __str__(self) -> str:
        return f"{self.figure} {self.monday}"


def keep(at: dt.datetime) -> int:
    """Write the figures of this week, where the night didn't do so yet; how many. What is old goes.

    The first night of a week counts: one that was missed is made up for by the next, as it stands then.
    """
    on = timezone.localtime(at).date()
    monday = on - dt.timedelta(days=on.weekday())
    WeekFigure.objects.filter(monday__lt=monday - KEPT).delete()
    if WeekFigure.objects.filter(monday=monday).exists():
        return 0
    teams = list(Team.objects.exclude(kind=TeamKind.GEMEENTE).values_list("pk", flat=True))
    found = {one.slug: _numbers(one, monday) for one in FIGURES}
    rows = [
        WeekFigure(team_id=team, monday=monday, figure=slug, number=numbers.get(team, 0))
        for slug, numbers in found.items()
        for team in teams
    ]
    return len(WeekFigure.objects.bulk_create(rows, ignore_conflicts=True))  # two nights at once: one is enough


def _numbers(one: Any, monday: dt.date) -> dict[int, int]:
    """Of each team with any, how many."""
    cases = one.of_cases(Case.objects.filter(recusals=None), monday, Days(monday).slots)
    return dict(cases.order_by().values_list("team_id").annotate(n=Count("pk", distinct=True)))


# --- beside the figure of today ------------------------------------------------------------------------------------


def _kept(team: int, since: dt.date) -> Any:
    rows = WeekFigure.objects.filter(team=team, monday__gt=since).order_by("monday", "pk")
    return rows.values_list("figure", "monday", "number", named=True)


_KEPT: Final = Select(_kept, team=Slot.ID, since=Slot.DAY)


@dataclass(frozen=True, slots=True)
class Course:
    """How one figure went: (Monday, number) of the weeks before, and the last of those as a sentence of its own."""

    weeks: Sequence[tuple[dt.date, int]]

    @property
    def last(self) -> tuple[dt.date, int]:
        return self.weeks[-1]

    def line(self, now: int) -> str:
        """The weeks and today as points of a line, the highest at the top; nought is the bottom."""
        numbers = [number for _, number in self.weeks] + [now]
        top = max(*numbers, 1)
        across = (WIDTH - 2 * EDGE) / (len(numbers) - 1)
        high = HEIGHT - 2 * EDGE
        return " ".join(
            f"{EDGE + round(place * across)},{HEIGHT - EDGE - round(high * number / top)}"
            for place, number in enumerate(numbers)
        )


class Weeks:
    """The figures of this team in the weeks before, asked now and read when they are looked at."""

    def __init__(self, team: int, on: dt.date) -> None:
        self._until = Days(on).monday
        self._rows: Iterator[Any] = _KEPT.rows(team=team, since=self._until - dt.timedelta(weeks=WEEKS))

    @cached_property
    def _of(self) -> dict[str, list[tuple[dt.date, int]]]:
        found: dict[str, list[tuple[dt.date, int]]] = defaultdict(list)
        for row in self._rows:
            if row.monday <= self._until:  # not what the night wrote this very morning: that is today's figure
                found[row.figure].append((row.monday, row.number))
        return found

    def of(self, slug: str) -> Course | None:
        """None where nothing was kept yet: no figure is made up."""
        weeks = self._of.get(slug)
        return Course(weeks) if weeks else None
