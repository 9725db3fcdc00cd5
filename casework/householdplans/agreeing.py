"""Whose agreement a plan needs, member by member: their own, that of who has authority over them, or both.

By age as the law has it under which the plan falls (`sharing.ages`). Nothing is stored of what is needed: it follows
from who lives there, their birthdays and who has authority, so that somebody is asked again by the day itself. Who has
authority over a child and lives elsewhere by now is asked too.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from casework.people.births import age_on, days_of
from casework.people.models import ADULT
from casework.sharing.ages import Says, says_at

Length = Callable[[str], int]  # code of a term → years
ELSEWHERE: Final = 0  # the key of who has authority and is no member


@dataclass(frozen=True, slots=True)
class Lives:
    """A member as agreement knows them. `born`: the last day it can be; None where nothing is known of it."""

    id: int
    born: dt.date | None
    authority: frozenset[int]  # keys of members; ELSEWHERE where it is somebody who never lived here


@dataclass(frozen=True, slots=True)
class Gave:
    """What was said of a member's part, by which member, on which day."""

    member: int
    by: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class Asked:
    """One member: whose say is needed, whose is there, and whose isn't. `unknown`: nobody knows who has authority."""

    member: int
    needed: frozenset[int]
    given: frozenset[int] = field(default_factory=frozenset)
    unknown: bool = False

    @property
    def missing(self) -> frozenset[int]:
        return self.needed - self.given

    @property
    def agreed(self) -> bool:
        return not self.unknown and not self.missing


def last_birthday(birth_date: dt.date | None, about: str) -> dt.date | None:
    """What isn't known of a birth date counts as the youngest they can be."""
    return birth_date or (days_of(about)[1] if about else None)


def birthday(born: dt.date, years: int) -> dt.date:
    """The day on which they are that old; of who was born on 29 February the first of March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


Reached = Callable[[Lives, int], bool]  # whether a member has that age


def on_day(on: dt.date) -> Reached:
    return lambda one, years: one.born is None or age_on(one.born, on) >= years


def asked(members: Iterable[Lives], gave: Collection[Gave], law: str, reached: Reached, length: Length) -> list[Asked]:
    """Of each member in that order. What was said before somebody was 18 is asked again: it was a child's plan."""
    found = []
    for one in members:
        says = says_at(law, partial(reached, one), length)
        parents = one.authority if says is not Says.SELF else frozenset()
        needed = parents | ({one.id} if says is not Says.PARENT else set())
        grown = reached(one, ADULT) and one.born is not None
        since = birthday(one.born, ADULT) if grown and one.born is not None else dt.date.min
        said = frozenset(it.by for it in gave if it.member == one.id and it.on >= since)
        found.append(Asked(one.id, needed, said & needed, says is not Says.SELF and not parents))
    return found


def lives_in(members: Iterable[Any]) -> list[Lives]:
    """Of rows, read with their person and `authority`."""
    return [
        Lives(
            one.pk,
            last_birthday(one.person.birth_date, one.person.birth_about),
            frozenset(other.pk for other in one.authority.all()) | ({ELSEWHERE} if one.authority_elsewhere else set()),
        )
        for one in members
    ]
