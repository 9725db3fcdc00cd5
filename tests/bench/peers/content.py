"""What the peers' items say: the same names, questions and notes for all, one JSON line each."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from wijkteam.town.load.fill import CASES_PER_TEAM
from wijkteam.town.load.numbers import family_name, one_of
from wijkteam.town.load.words import FOUND, GIVEN, NOTES, QUESTIONS, STREETS

Tell = Callable[[str], None]

PHASES = ("fresh", "busy", "busy", "busy", "closed")
SUBJECTS = ("hulp bij het huishouden", "eenzaamheid", "geheugen", "trap", "geld", "mantelzorg")


def item(number: int) -> dict[str, Any]:
    """Each from a seed of its own, as ours are: team 1 is the same in a small database and in a large one."""
    dice = Random(number)
    given, family = one_of(dice, GIVEN), family_name(dice)
    return {
        "number": number,
        "team": number // CASES_PER_TEAM + 1,
        "given": given,
        "family": family,
        "subject": one_of(dice, SUBJECTS),
        "question": one_of(dice, QUESTIONS),
        "found": one_of(dice, FOUND),
        "notes": [one_of(dice, NOTES) for _ in range(dice.randrange(1, 6))],
        "phase": one_of(dice, PHASES),
        "street": f"{one_of(dice, STREETS)} {dice.randrange(1, 200)}",
        "phone": f"0186 {dice.randrange(10**6):06d}",
        "mail": f"{given.lower()}{number}@example.org",
        "born": f"{dice.randrange(1930, 2000)}-{dice.randrange(1, 13):02d}-{dice.randrange(1, 29):02d}",
        "days": dice.randrange(1, 700),
        "key": f"{dice.randrange(16**12):012x}",
    }


def write(path: Path, count: int) -> None:
    """Rows of all teams lie mixed, as they come in in life."""
    order = sorted(range(count), key=lambda number: (number % CASES_PER_TEAM, number))
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(item(number)) + "\n" for number in order)
