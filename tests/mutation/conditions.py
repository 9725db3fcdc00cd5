"""Each condition of each step always true, and always false: those of the case (`needs`), those of the person (`by`).

`condition:case.start:has_goal:always` is a need; `condition:case.end:end_case.is_regisseur:never` stands in a permit.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from casework.machine import Attempt, Condition, Machine, Permit, Step, steps_of
from tests.mutation.mutants import Mutant, Record

Test = Callable[[Attempt], bool]


@dataclass(frozen=True)
class Place:
    """Where one condition stands: the how-manieth of the needs, or of the conditions of one permit."""

    name: str
    room: str
    step: Step
    index: int
    permit: int | None = None

    @property
    def condition(self) -> Condition:
        row = self.step.needs if self.permit is None else self.step.permits[self.permit].who
        return row[self.index]

    def put(self, test: Test) -> None:
        """Let that one condition, of that one step, be judged by something else."""
        changed = replace(self.condition, test=test)
        if self.permit is None:
            object.__setattr__(self.step, "needs", swapped(self.step.needs, self.index, changed))
            return
        there: Permit = self.step.permits[self.permit]
        permit = replace(there, who=swapped(there.who, self.index, changed))
        object.__setattr__(self.step, "permits", swapped(self.step.permits, self.permit, permit))


def swapped(row: tuple, index: int, new: object) -> tuple:
    return (*row[:index], new, *row[index + 1 :])


def places() -> Iterator[Place]:
    for model in Machine.__subclasses__():
        room = room_of(model)
        for step in steps_of(model):
            own = f"{model.__name__.lower()}.{step.name}"
            seen: Counter[str] = Counter()
            for index, need in enumerate(step.needs):
                yield Place(f"{own}:{numbered(seen, need.name)}", room, step, index)
            for number, permit in enumerate(step.permits):
                for index, who in enumerate(permit.who):
                    name = numbered(seen, f"{permit.action}.{who.name}")
                    yield Place(f"{own}:{name}", room, step, index, number)


def numbered(seen: Counter[str], name: str) -> str:
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}#{seen[name]}"


def room_of(model: type) -> str:
    """The noun's own folder; where all models share one, the noun's name."""
    room = model.__module__.split(".")[1]
    return model.__name__.lower() if room == "models" else room


def mutants() -> Iterator[Mutant]:
    for place in places():
        yield Mutant(f"condition:{place.name}:always", place.room, partial(place.put, lambda attempt: True))
        yield Mutant(f"condition:{place.name}:never", place.room, partial(place.put, lambda attempt: False))


def watch(record: Record) -> None:
    """A condition that was met would have been missed by 'never'; one that wasn't, by 'always'."""
    for place in list(places()):
        place.put(told(place, place.condition.test, record))


def told(place: Place, test: Test, record: Record) -> Test:
    def judge(attempt: Attempt) -> bool:
        met = test(attempt)
        record(f"condition:{place.name}:{'never' if met else 'always'}")
        return met

    return judge
