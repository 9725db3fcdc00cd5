"""The sixty cases of the demo, from the tables in `cases/`: each with who leads it, how it goes and in which words."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from wijkteam.town.demo.ingredients import Agreement, Care, Money, Question, Resident
from wijkteam.town.demo.municipality import Municipality
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.press import Press
from wijkteam.town.demo.scenarios import (
    answered,
    booklet,
    carrying_out,
    ended,
    evaluation,
    plan,
    reported,
    research,
)
from wijkteam.town.demo.timeline import Moments, Timeline

TABLES: Final = Path(__file__).parent / "cases"

# each has a table of the same name, whose cases call its scenarios
SCENARIOS: Final[tuple[ModuleType, ...]] = (
    booklet,
    answered,
    ended,
    reported,
    research,
    plan,
    carrying_out,
    evaluation,
)


def all_cases(town: Municipality, timeline: Timeline, press: Press) -> Iterator[tuple[PlayedCase, Moments]]:
    """Each case with the moments at which it goes on. Raises TypeError for a table with a name that isn't there."""
    for scenarios in SCENARIOS:
        table = TABLES / f"{scenarios.__name__.rpartition('.')[2]}.toml"
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["case"]:
            case = PlayedCase(town, timeline, press, row.pop("lead"))
            scenario = getattr(scenarios, row.pop("scenario"))
            yield case, scenario(case, **_ingredients(row))


def _ingredients(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a table as what its scenario asks for; numbers and texts go as they are."""
    resident = row.pop("resident", None)
    if "question" in row:
        row["question"] = Question(resident=Resident(**resident) if resident else None, **row["question"])
    for name, kind in (("care", Care), ("agreement", Agreement), ("money", Money)):
        if name in row:
            row[name] = kind(**row[name])
    return row
