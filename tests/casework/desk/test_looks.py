"""Looks together per person and day."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from casework.desk.looks import together

NOON = dt.datetime(2026, 11, 27, 12, 0, tzinfo=dt.UTC)


def look(who: str, part: str, *, ago: int, refused: bool = False) -> Any:
    return SimpleNamespace(
        who=who, part=part, at=NOON - dt.timedelta(minutes=ago), role="Rol", why="het team", refused=refused
    )


def test_one_line_per_person_and_day_and_what_was_refused_apart() -> None:
    rows = [
        look("An", "zaak", ago=0),
        look("Bo", "zaak", ago=1),
        look("An", "plan", ago=2),
        look("An", "zaak", ago=3),
        look("An", "stukken", ago=4, refused=True),
        look("An", "zaak", ago=60 * 24),
    ]
    found = together(rows, who=lambda row: row.who)
    assert [(one.lead.who, one.parts, len(one.rows), one.lead.refused) for one in found] == [
        ("An", "zaak, plan", 3, False),
        ("Bo", "zaak", 1, False),
        ("An", "stukken", 1, True),
        ("An", "zaak", 1, False),
    ]
    assert (found[0].begun_at, found[0].lead.at) == (NOON - dt.timedelta(minutes=3), NOON)
