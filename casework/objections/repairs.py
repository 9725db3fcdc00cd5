"""What was asked to be put right in an objection (Awb 6:6), as often as that was: each suspends for its own days.

They are kept on the objection, in the order in which they were asked, in plain JSON: whoever counts the term reads them
with the row, on a list of many too.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from casework.law.days import ONE_DAY
from casework.law.terms import Suspension
from casework.objections.states import RepairKind

_DAYS: Final = ("asked_on", "until", "told_on", "repaired_on")


@dataclass(frozen=True, slots=True)
class Repair:
    """One request: what is missing, until which day it could be put right, and when it was. `told_on`: its letter went."""

    kind: str
    missing: str
    asked_on: dt.date
    until: dt.date
    told_on: dt.date | None = None
    repaired_on: dt.date | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether it wasn't put right, be it that one still can or no longer."""
        return self.repaired_on is None

    def runs(self, on: dt.date) -> bool:
        """Whether one can still put it right that day."""
        return self.is_awaited and on <= self.until

    @property
    def label(self) -> str:
        return str(RepairKind(self.kind).label)

    @property
    def stands_still(self) -> Suspension:
        """From the day after it was asked until it was repaired, or the term that was set went by unused (7:10 lid 2)."""
        since = self.asked_on + ONE_DAY
        lapses_on = max(since, self.until + ONE_DAY)
        ended = max(since, min(self.repaired_on, lapses_on)) if self.repaired_on else None
        return Suspension(since, ended, lapses_on)


def read(rows: Iterable[dict[str, Any]]) -> list[Repair]:
    """As they were asked, of what the objection keeps."""
    return [Repair(**_typed(row)) for row in rows]


def kept(repairs: Iterable[Repair]) -> list[dict[str, Any]]:
    """As the objection keeps them."""
    return [
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asdict(one).items()}
        for one in repairs
    ]


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _day(value) if name in _DAYS else value for name, value in row.items()}


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def asked(rows: list[dict[str, Any]], *, kind: str, missing: str, on: dt.date, until: dt.date) -> list[dict[str, Any]]:
    """With one request more."""
    return kept([*read(rows), Repair(str(RepairKind(kind)), missing, on, until)])


def repaired(rows: list[dict[str, Any]], number: int, on: dt.date) -> list[dict[str, Any]]:
    """With one of them put right, by its place."""
    found = read(rows)
    found[number] = replace(found[number], repaired_on=on)
    return kept(found)


def told(rows: list[dict[str, Any]], asked_by: dt.date, on: dt.date) -> list[dict[str, Any]]:
    """What had been asked when its letter was made counts as asked on the day that letter went."""
    return kept(
        replace(one, asked_on=on, told_on=on) if one.told_on is None and one.asked_on <= asked_by and one.runs(on) else one
        for one in read(rows)
    )  # fmt: skip
