"""Of whom of those in a meeting one reader may know: of who is behind a wall nothing stands there, in no list to choose from."""

from collections.abc import Collection, Iterable
from typing import Any

from casework.households.walls import unknown_to
from roles.policy import Sight


def members_in(participants: Iterable[Any], promises: Iterable[Any]) -> list[Any]:
    """All that it names: who was there, about whom was spoken, and about whom something was agreed."""
    rows = [one.member for one in participants]
    rows += [row for one in promises for row in (one.member, one.who.member)]
    rows += [row.member for one in participants for row in one.spoken.all()]
    return [one for one in rows if one is not None]


def is_of(member: Any, people: Collection[int]) -> bool:
    return member is not None and member.person_id in people


def known(sight: Sight, participants: list[Any], promises: list[Any]) -> tuple[list[Any], list[Any], set[int]]:
    """Those who were there and what was agreed, as far as this reader may know of them; and the people of whom not."""
    hidden = unknown_to(sight, {one.person_id for one in members_in(participants, promises)})
    there = [one for one in participants if not is_of(one.member, hidden)]
    agreed = [one for one in promises if not is_of(one.who.member, hidden) and not is_of(one.member, hidden)]
    return there, agreed, hidden
