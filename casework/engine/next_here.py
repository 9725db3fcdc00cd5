"""*Wat nu?* on the page of one object, as on the page of what it hangs on: one list, in which a task and its button are one
line. What is possible besides stands below it, and what isn't yet says why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps

from casework.engine.door import Offer
from casework.engine.registry import noun_of, step_of, ways_of
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is asked: `turn` says what, why and by when; `ways` settle it, and are possible here and now.

    Where none is, `page` tells what is missing.
    """

    turn: Any
    ways: Sequence[Offer]
    page: str = ""

    @property
    def called(self) -> str:
        """The button has the name of the task; where one chooses, each way has its own."""
        return str(self.turn.what) if len(self.ways) == 1 else ""


@dataclass(frozen=True, slots=True)
class NextHere:
    lines: list[Line] = field(default_factory=list)
    resting: list[Any] = field(default_factory=list)  # of who looks, and not now
    waiting: list[Any] = field(default_factory=list)  # turns of others
    ways: list[Offer] = field(default_factory=list)  # what else can be done
    not_yet: list[Offer] = field(default_factory=list)

    @property
    def is_there(self) -> bool:
        return bool(self.lines or self.resting or self.waiting or self.ways or self.not_yet)


# --- the turns -----------------------------------------------------------------------------------------------------


def _turns_of(sight: Sight, kind: Any, *, anchor: int, object_id: str) -> Any:
    rows = kind.objects.open().visible_to(sight).filter(**{f"{kind.anchor_field}_id": anchor}, object_id=object_id)
    return rows.for_list().told_apart(sight)


_TURNS: Final = Seen("turns of one object", _turns_of, anchor=Slot.ID, object_id=Slot.TEXT)


class TurnsOf:
    """The open turns of an object that this person may know of: asked with the look at it, read when they are shown."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._rows: Iterator[Any] = iter(())

    def ask(self, obj: Any) -> None:
        anchor = obj.anchor
        if anchor is not None:
            kind = apps.get_model(type(anchor).work_model)
            self._rows = _TURNS.objects(self._sight, kind, anchor=anchor.pk, object_id=obj.public_id)

    def read(self) -> list[Any]:
        return list(self._rows)


# --- the list ------------------------------------------------------------------------------------------------------


def next_here(
    obj: Any, turns: Sequence[Any], offers: Sequence[Offer], elsewhere: Collection[str] = frozenset()
) -> NextHere:
    """Of the turns that this person sees, and of the steps that are theirs here. `elsewhere`: the names of steps that this
    page offers in its own place, with all that is needed for them."""
    own = noun_of(type(obj)).name
    left = {f"{own}.{offer.step.name}": offer for offer in offers if offer.possible}
    taken = {f"{own}.{name}" for name in elsewhere}
    for name in taken & left.keys():
        del left[name]
    lines = []
    for turn in turns:
        ways = ways_of(turn.step)
        if turn.mine and not taken & {*ways}:
            lines.append(_line(obj, turn, [left.pop(way) for way in ways if way in left]))
    return NextHere(
        lines=lines,
        resting=[turn for turn in turns if turn.theirs and not turn.mine],
        waiting=[turn for turn in turns if not turn.theirs],
        ways=list(left.values()),
        not_yet=[offer for offer in offers if not offer.possible and offer.step.name not in elsewhere],
    )


def _line(obj: Any, turn: Any, ways: list[Offer]) -> Line:
    if ways:
        return Line(turn, ways)
    declared, url = step_of(turn.step), obj.get_absolute_url()
    if turn.url != url:
        return Line(turn, [], turn.url)  # it is settled elsewhere
    return Line(turn, [], f"{url}stap/{declared.slug}/" if declared is not None and not declared.system else "")
