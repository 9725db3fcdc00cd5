"""Each condition of each step always true, and always false: those of the case (`needs`), those of the person (`by`).

`condition:case.start:has_goal:always` is a need, of the case's own or of a noun that contributes it;
`condition:case.end:end_case.is_regisseur:never` stands in a permit.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from casework.engine.machine import CONTRIBUTED, Attempt, Condition, Step, steps_of
from casework.engine.noun import Noun
from casework.engine.registry import install, machines, nouns, verb_of
from tests.mutation.mutants import Mutant, Record

Test = Callable[[Attempt], bool]


@dataclass(frozen=True)
class Place:
    """Where one condition stands: the how-manieth of the needs, of a permit's conditions, or of what a noun adds."""

    verb: str
    name: str
    room: str
    step: Step
    index: int
    permit: int | None = None
    noun: Noun | None = None

    @property
    def id(self) -> str:
        return f"{self.verb}:{self.name}"

    @property
    def row(self) -> tuple[Condition, ...]:
        if self.noun is not None:
            return self.noun.needs[self.verb]
        return self.step.needs if self.permit is None else self.step.permits[self.permit].who

    @property
    def condition(self) -> Condition:
        return self.row[self.index]

    def put(self, test: Test) -> None:
        """Let that one condition, of that one step, be judged by something else."""
        row = swapped(self.row, self.index, replace(self.condition, test=test))
        if self.noun is not None:
            self.noun.needs[self.verb] = row
        elif self.permit is None:
            object.__setattr__(self.step, "needs", row)
        else:
            permits = self.step.permits
            changed = replace(permits[self.permit], who=row)
            object.__setattr__(self.step, "permits", swapped(permits, self.permit, changed))
        install(nouns())  # what was answered about them before is asked anew


def swapped(row: tuple, index: int, new: object) -> tuple:
    return (*row[:index], new, *row[index + 1 :])


def places() -> Iterator[Place]:
    for model in machines():
        for step in steps_of(model):
            seen: Counter[str] = Counter()
            for place in (*_own(model, step), *_contributed(model, step)):
                seen[place.name] += 1
                number = seen[place.name]
                yield place if number == 1 else replace(place, name=f"{place.name}#{number}")


def _own(model: type, step: Step) -> Iterator[Place]:
    verb, room = verb_of(model, step.name), model.__module__.split(".")[1]
    for index, need in enumerate(step.needs):
        if need is not CONTRIBUTED:
            yield Place(verb, need.name, room, step, index)
    for number, permit in enumerate(step.permits):
        for index, who in enumerate(permit.who):
            yield Place(verb, f"{permit.action}.{who.name}", room, step, index, number)


def _contributed(model: type, step: Step) -> Iterator[Place]:
    verb = verb_of(model, step.name)
    for noun in nouns():
        for index, need in enumerate(noun.needs.get(verb, ())):
            yield Place(verb, need.name, need.test.__module__.split(".")[1], step, index, noun=noun)


def mutants() -> Iterator[Mutant]:
    for place in places():
        yield Mutant(f"condition:{place.id}:always", place.room, partial(place.put, lambda attempt: True))
        yield Mutant(f"condition:{place.id}:never", place.room, partial(place.put, lambda attempt: False))


def watch(record: Record) -> None:
    """A condition that was met would have been missed by 'never'; one that wasn't, by 'always'."""
    for place in list(places()):
        place.put(told(place, place.condition.test, record))


def told(place: Place, test: Test, record: Record) -> Test:
    def judge(attempt: Attempt) -> bool:
        met = test(attempt)
        record(f"condition:{place.id}:{'never' if met else 'always'}")
        return met

    return judge
