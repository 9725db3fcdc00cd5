"""What surrounds an anchor today: who is at their post, which mandates run, whom it is closed to, and the clock.

Each is read when first asked for, one query each, and then kept for the length of one page or step.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils import timezone

from casework.engine import closing
from casework.engine.holding import Held
from casework.engine.machine import Attempt
from casework.law.models import clock
from casework.law.terms import Clock
from roles import kept
from roles.policy import Post, Sight


class Surroundings:
    """Those of one anchor. `organisations` and `users` name those outside the team who matter here; `roster` is the
    version that counts, for who holds it."""

    def __init__(
        self,
        anchor: Any,
        on: dt.date,
        *,
        organisations: Iterable[int | None] = (),
        users: Iterable[int | None] = (),
        roster: int | None = None,
    ) -> None:
        self.anchor, self.on, self.roster = anchor, on, roster
        self._organisations = {one for one in organisations if one}
        self._users = {one for one in users if one}

    @cached_property
    def staff(self) -> tuple[Post, ...]:
        return kept.posts(
            self.on, self.roster, teams=[self.anchor.team_id], organisations=self._organisations, users=self._users
        )

    @cached_property
    def mandates(self) -> tuple[Any, ...]:
        return kept.mandates(self.on, self.roster, teams=[self.anchor.team_id])

    @cached_property
    def closing(self) -> dict[str, list[Any]]:
        """Per noun the open rows that closing has to do with."""
        return closing.open_on(self.anchor)

    @cached_property
    def closed_to(self) -> frozenset[int]:
        return self.anchor.closed_to()  # type: ignore[no-any-return]

    @cached_property
    def clock(self) -> Clock:
        return clock()


class TeamSurroundings:
    """What surrounds many rows of a list at once, each read once: the mandates of the visitor's teams, and the clock."""

    staff: tuple[Post, ...] = ()
    closed_to: frozenset[int] = frozenset()

    def __init__(self, sight: Sight) -> None:
        self.sight = sight

    @property
    def closing(self) -> dict[str, list[Any]]:
        return {}

    @cached_property
    def mandates(self) -> tuple[Any, ...]:
        return kept.mandates(self.sight.on, None, teams=self.sight.team_ids())

    @cached_property
    def clock(self) -> Clock:
        return clock()


def surroundings_of(obj: Any, sight: Sight | None, on: dt.date, held: Held | None = None) -> Surroundings | None:
    """Those that matter to one object and one visitor; None for what hangs on nothing. `held`: the anchor is."""
    anchor = obj.anchor
    if anchor is None:
        return None
    theirs = [holding.organisation_id for holding in sight.holdings] if sight else []
    return Surroundings(
        anchor,
        on,
        organisations=[*theirs, *_named(anchor, anchor.outside_organisations), *_named(obj, obj.outside_organisations)],
        users=_named(anchor, anchor.outside_people),
        roster=held.roster if held else None,
    )


def _named(obj: Any, columns: Iterable[str]) -> list[int | None]:
    return [getattr(obj, name) for name in columns]


def looking_at(obj: Any, who: Sight) -> Attempt:
    """Someone before a button or a form of this object, with nothing filled in yet."""
    return Attempt(obj, who, timezone.now(), who.on, {}, surroundings_of(obj, who, who.on))
