"""What a wall stopped on either side, and what goes on there and somebody must decide about.

Each noun says for itself in which of its rows somebody takes part (`Noun.takes_part`). Who sees one side is told who of that
file is behind the wall only where they set it themselves; which organisation helps on both sides, only who sees both.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from casework.engine.noun import TakesPart
from casework.engine.registry import hanging_on, happened
from casework.households.models import Wall
from casework.households.querysets import cases
from casework.households.walls import is_called, is_reached_at, unknown_to
from casework.people.models import Person
from roles.actions import Action
from roles.policy import Sight

BOTH_SIDES = "deze organisatie helpt ook aan de andere kant"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two with an open case, as far as this visitor sees it. `told`: whether it may be said who of the file is behind the wall."""

    case: Any
    told: bool
    stopped: list[str] = field(default_factory=list)
    left: list[TakesPart] = field(default_factory=list)


def sides_of(wall: Wall, sight: Sight) -> list[Side]:
    """The cases of both that this visitor may read whole, those of whom it protects first."""
    rows = cases().visible_to(sight, Action.VIEW_FILE).filter(person__in=(wall.one_id, wall.other_id))
    seen = [one for one in rows.select_related("person").order_by("-pk") if one.is_open]
    both = {wall.one_id, wall.other_id} <= {one.person_id for one in seen}
    told = both or wall.by_id in sight.acts_for
    seen.sort(key=lambda one: one.person_id != wall.one_id)
    return [
        Side(
            case,
            told,
            _stopped(case, wall, sight),
            list(_left(case, wall, seen, both=both)) if told else [],
        )
        for case in seen
    ]


def _stopped(case: Any, wall: Wall, sight: Sight) -> list[str]:
    """By the system, at the moment at which it was set: of each what happened, and with whom where that may be read."""
    rows = case.events.visible_to(sight).filter(at=wall.at, by=None)
    said = ((happened(one.verb, one.label), one.text) for one in rows)
    return [f"{what}: {text}" if text else what for what, text in said]


def together(wall: Wall, sight: Sight) -> list[TakesPart]:
    """What hangs on the household and both take part in, for who may know of both."""
    if wall.by_id not in sight.acts_for and unknown_to(sight, [wall.one_id, wall.other_id]):
        return []
    theirs = {one.url for one in taking_part(wall.household, _somebody(wall.other))}
    return [one for one in taking_part(wall.household, _somebody(wall.one)) if one.url in theirs]


def _left(case: Any, wall: Wall, seen: list[Any], *, both: bool) -> Iterator[TakesPart]:
    there = wall.other if case.person_id == wall.one_id else wall.one
    yield from taking_part(case, _somebody(there))
    if both:
        helping = {key for one in seen if one.person_id == there.pk for key in helping_in(one)}
        for one in taking_part(case, _one_of(helping)):
            yield TakesPart(f"{one.what}: {BOTH_SIDES}", one.url, one.button)


def taking_part(anchor: Any, is_them: Callable[..., bool]) -> list[TakesPart]:
    found = (noun.takes_part(anchor, is_them) for noun in hanging_on(type(anchor)) if noun.takes_part is not None)
    return [one for rows in found for one in rows]


def helping_in(case: Any) -> set[int]:
    """The organisations that take part in something on this case."""
    found: set[int] = set()

    def note(*, name: str = "", phone: str = "", organisation: int | None = None) -> bool:
        found.update(() if organisation is None else (organisation,))
        return False

    taking_part(case, note)
    return found


def _somebody(person: Person) -> Callable[..., bool]:
    def is_them(*, name: str = "", phone: str = "", organisation: int | None = None) -> bool:
        return (bool(name) and is_called(person, name)) or (bool(phone) and is_reached_at(person, phone))

    return is_them


def _one_of(organisations: set[int]) -> Callable[..., bool]:
    def is_them(*, name: str = "", phone: str = "", organisation: int | None = None) -> bool:
        return organisation in organisations

    return is_them
