"""One change of one rule, made in the running process and never in a file."""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch


@dataclass(frozen=True)
class Mutant:
    """`id` starts with its kind ('matrix:teamlid:decide_vangnet:team'); `room` is whose rule it changes.

    `apply` makes the change, for as long as the process lives. `tests` are the ids of tests, or of what they start
    with, that must notice; where none are named, it is for those that were seen to meet the rule (see `watch`).
    """

    id: str
    room: str
    apply: Callable[[], None]
    tests: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.id.partition(":")[0]


Record = Callable[[str], None]  # told the id of a mutant, at the moment where it would have made a difference


def every_mutant() -> dict[str, Mutant]:
    """All of them by id, once Django is loaded. Raises ValueError where two have one name."""
    from tests.mutation import closing, conditions, matrix, turns

    found: dict[str, Mutant] = {}
    for kind in (matrix, conditions, closing, turns):
        for mutant in kind.mutants():
            if mutant.id in found:
                raise ValueError(f"two mutants are called {mutant.id}")
            found[mutant.id] = mutant
    return found


def chosen(mutants: dict[str, Mutant], *, only: str = "", room: str = "") -> list[Mutant]:
    return [one for one in mutants.values() if (not only or fnmatch(one.id, only)) and (not room or one.room == room)]


def watch(record: Record) -> None:
    """From now on tell, while tests run, which mutants of which kind would have made a difference to them."""
    from tests.mutation import closing, conditions, turns

    for kind in (conditions, closing, turns):
        kind.watch(record)
