"""One case of the load data while it is written: the day it has come to, its dice, and its rows so far.

The parts of its life (`case_life`, `goals`, `handovers`, …) are functions that write on a chronicle.
"""

import datetime as dt
from random import Random
from typing import Any, Final

from casework.cases.events import CaseEvent
from casework.cases.work import WorkItem
from wijkteam.town.load.copying import Row, Tables
from wijkteam.town.load.teams import Colleague, StaffedTeam

LONGEST: Final = 420  # days ago that the first cases came in
FOREVER: Final = dt.date.max


class Tomorrow(Exception):
    """The next thing hasn't happened yet."""


class Chronicle:
    """`waits` says whether it may still be somebody's turn."""

    row: Row  # of the case itself
    reporter: Colleague
    regisseur: Colleague
    research: Row

    def __init__(self, tables: Tables, team: StaffedTeam, number: int, dice: Random, today: dt.date) -> None:
        self.tables, self.team, self.number, self.dice, self.today = tables, team, number, dice, today
        self.pace = team.slowness * dice.lognormvariate(0, 0.5)
        self.day = working_day(today - dt.timedelta(days=int(LONGEST * dice.random())))
        self.minute = 8 * 60
        self.waits = False
        self.goals: list[Row] = []
        self.contacts: list[int] = []
        self.shared: dict[tuple[str, int], int] = {}  # the receiver's column and key → what is shared with them

    # --- dice --------------------------------------------------------------------------------------------------

    def chance(self, part: float) -> bool:
        return self.dice.random() < part

    def pick(self, words: tuple[Any, ...]) -> Any:
        return words[int(len(words) * self.dice.random())]

    def public_id(self) -> str:
        return f"{self.dice.getrandbits(60):015x}"

    # --- time --------------------------------------------------------------------------------------------------

    def pause(self, least: int, most: int) -> int:
        """So many days, more in a slow team."""
        return max(least, round(self.dice.uniform(least, most) * self.pace))

    def later(self, least: int, most: int) -> dt.date:
        """Some working days on. Raises Tomorrow where that is not yet."""
        day = working_day(self.day + dt.timedelta(days=self.pause(least, most)))
        if day > self.today:
            raise Tomorrow
        if day > self.day:
            self.day, self.minute = day, 8 * 60
        return day

    def moment(self) -> dt.datetime:
        """Three minutes on, each time it is asked."""
        self.minute += 3
        return dt.datetime.combine(self.day, dt.time(self.minute // 60 % 24, self.minute % 60), dt.UTC)

    # --- what every part writes --------------------------------------------------------------------------------

    def enter(self, phase: str) -> None:
        self.row["phase"], self.row["state_since"] = phase, self.day

    def event(self, who: Colleague | None, verb: str, label: str, text: str = "", **more: Any) -> None:
        """A line of the timeline. None is the system itself."""
        at = self.moment()
        self.tables[CaseEvent].add(
            case_id=self.row["id"],
            at=at,
            recorded_at=at,
            by_id=who.pk if who else None,
            by_name=who.name if who else "Het systeem",
            by_role=who.role if who else "",
            verb=verb,
            label=label,
            text=text,
            details="{}",
            url=f"/zaken/{self.row['ref']}/",
            **more,
        )

    def turn(
        self,
        key: str,
        step: str,
        what: str,
        since: dt.date,
        days: int,
        who: Colleague | None = None,
        page: tuple[str, str] | None = None,  # of a child object: its place and id
    ) -> None:
        """A turn that was open since that day, for so many days, and was taken just now."""
        place, object_id = page or ("", "")
        self.tables[WorkItem].add(
            case_id=self.row["id"],
            team_id=self.team.team_id,
            kern_id=self.row["kern_id"],
            key=key,
            step=step,
            object_id=object_id,
            url=f"/{place}/{object_id}/" if page else f"/zaken/{self.row['ref']}/",
            what=what,
            why="Zoals afgesproken.",
            for_user_id=who.pk if who else None,
            for_role="" if who else "wmo_consulent",
            for_team_id=None if who else self.team.team_id,
            due_on=since + dt.timedelta(days=days),
            due_why="werkafspraak",
            opened_at=morning(since),
            closed_at=self.moment(),
        )


def working_day(day: dt.date) -> dt.date:
    """The same day, or the Monday after a weekend."""
    return day + dt.timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), dt.UTC)
