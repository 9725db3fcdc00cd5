"""How the teams' figures stood on the Mondays before: numbers that could have been, up to those of today."""

import datetime as dt
from typing import Final

from casework.monday.lists import FIGURES
from casework.monday.weeks import WeekFigure
from roles.models import Team

BEFORE: Final = {  # in the eleven weeks before, the oldest first
    "nieuw": (4, 6, 5, 3, 7, 4, 5, 8, 6, 5, 4),
    "niet-gebeld": (0, 1, 2, 2, 1, 0, 1, 3, 4, 2, 3),
    "onderzoek": (5, 5, 6, 4, 4, 3, 4, 5, 3, 2, 2),
    "besluit-te-laat": (2, 2, 1, 1, 0, 0, 1, 1, 2, 1, 1),
    "hulp-stopt": (3, 4, 4, 5, 6, 6, 5, 7, 6, 5, 6),
}


def weeks_before(teams: list[Team], today: dt.date) -> None:
    """For each team; the second sees them a week later than the first, so that no two are the same."""
    monday = today - dt.timedelta(days=today.weekday())
    WeekFigure.objects.bulk_create(
        WeekFigure(team=team, monday=monday - dt.timedelta(weeks=weeks), figure=one.slug, number=number)
        for place, team in enumerate(teams)
        for one in FIGURES
        for weeks, number in enumerate(_turned(BEFORE[one.slug], place), 1)
    )


def _turned(numbers: tuple[int, ...], by: int) -> list[int]:
    """From the newest to the oldest."""
    return [*numbers[by:], *numbers[:by]][::-1]
