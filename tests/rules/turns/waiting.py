"""How it is written down whose turn something makes it: for whom in which order, by when, and from which day."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from casework.cases.models import Case
from tests.factories import World

MONDAY: Final = dt.date(2026, 3, 2)  # an ordinary week, and two more


def march(day: int) -> dt.date:
    return dt.date(2026, 3, day)


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)


@dataclass(frozen=True)
class Waits:
    """One turn in one situation.

    `seats` in their order: the first one where somebody is. 'consulent' is that person, 'teamleider@Wijkteam Noord' a
    role at that place. `step` settles it, `due` is its last day; on `not_on` it isn't there yet.
    """

    name: str
    make: Callable[[World], Any]
    step: str
    seats: tuple[str, ...]
    due: dt.date
    on: dt.date = MONDAY
    not_on: dt.date | None = None


CONSULENTS, LEADER, HEAD = "wmo_consulent@Wijkteam Noord", "teamleider@Wijkteam Noord", "afdelingshoofd@Gemeente"
LEADERS = (LEADER, HEAD)
LEADING = ("consulent", *LEADERS)  # the regisseur, and who steps in


def case(world: World, phase: str = "onderzoek", **fields: Any) -> Case:
    """As it came in that Monday."""
    return world.case(phase, on=MONDAY, **{"reported_at": moment(MONDAY)} | fields)
