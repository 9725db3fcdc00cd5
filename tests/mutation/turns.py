"""Each turn left out, each of its seats left out, and its last day a day later.

`turn:vangnet:pay:absent`, `turn:vangnet:pay:due`, and `turn:vangnet:pay:without:financien`: as if nobody of that role
were meant. `person` is who is meant by name, `person2` the second of them. The turns, and who is meant by each, are
those of the tables in `tests/rules/turns/`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from casework.engine.registry import nouns
from casework.engine.turns import Roster, Seat, Turn
from casework.law.terms import Term
from tests.mutation.mutants import Mutant, Record
from tests.rules.turns.every import TURNS, in_the_code

Change = Callable[[list[Seat], Term], tuple[list[Seat], Term]]


def mutants() -> Iterator[Mutant]:
    rooms = in_the_code()
    for name, meant in of_the_tables().items():
        room = rooms.get(name, "engine")
        yield Mutant(f"turn:{name}:absent", room, partial(leave_out, name))
        yield Mutant(f"turn:{name}:due", room, partial(change, name, a_day_later))
        for label in meant:
            yield Mutant(f"turn:{name}:without:{label}", room, partial(change, name, partial(without, label)))


def of_the_tables() -> dict[str, list[str]]:
    """Each turn, and who may be meant by it, over all its rows."""
    found: dict[str, dict[str, None]] = {}
    for row in TURNS:
        roles = (role if place else "" for role, _, place in (seat.partition("@") for seat in row.seats))
        found.setdefault(row.name, {}).update(dict.fromkeys(labels(roles)))
    return {name: list(meant) for name, meant in found.items()}


def labels(roles: Iterable[str]) -> list[str]:
    """Of each seat its role, however often it comes; without a role 'person', 'person2', …"""
    persons: Counter[str] = Counter()
    found = []
    for role in roles:
        persons["person"] += not role
        number = persons["person"]
        found.append(role or ("person" if number == 1 else f"person{number}"))
    return found


# --- what is changed -------------------------------------------------------------------------------------------


def leave_out(name: str) -> None:
    for noun in nouns():
        if noun.turns is not None:
            object.__setattr__(noun, "turns", partial(all_but, name, noun.turns))


def all_but(name: str, meant: Any, roster: Roster, rows: Sequence[Any]) -> list[Turn]:
    return [one for one in meant(roster, rows) if name_of(one) != name]


def name_of(turn: Turn) -> str:
    """Its key without the id of what it is about."""
    return ":".join(part for part in turn.key.split(":") if part and part != turn.object_id)


def change(name: str, how: Change) -> None:
    """What is given to that turn, before the first seat is chosen at which somebody is."""
    meant = Roster.turn

    def turn(
        self: Roster, noun: str, kind: str, step: str, what: str, why: str, seats: Any, due: Term, **more: Any
    ) -> Turn:
        if named(noun, kind) == name:
            seats, due = how(list(seats), due)
        return meant(self, noun, kind, step, what, why, seats, due, **more)

    Roster.turn = turn  # type: ignore[method-assign]


def named(noun: str, kind: str) -> str:
    return f"{noun}:{kind}".removesuffix(":")


def a_day_later(seats: list[Seat], due: Term) -> tuple[list[Seat], Term]:
    return seats, replace(due, on=due.on + dt.timedelta(days=1))


def without(label: str, seats: list[Seat], due: Term) -> tuple[list[Seat], Term]:
    known = labels(seat.role if seat.user is None else "" for seat in seats)
    return [seat for seat, one in zip(seats, known, strict=True) if one != label], due


# --- where it would make a difference --------------------------------------------------------------------------


def watch(record: Record) -> None:
    """Each turn that is made; without a seat only the one that was chosen would have been another."""
    meant = Roster.turn

    def turn(
        self: Roster, noun: str, kind: str, step: str, what: str, why: str, seats: Any, due: Term, **more: Any
    ) -> Turn:
        there, name = list(seats), named(noun, kind)
        record(f"turn:{name}:absent")
        record(f"turn:{name}:due")
        known = labels(seat.role if seat.user is None else "" for seat in there)
        chosen = next((label for seat, label in zip(there, known, strict=True) if seat.able), "")
        record(f"turn:{name}:without:{chosen}")
        return meant(self, noun, kind, step, what, why, there, due, **more)

    Roster.turn = turn  # type: ignore[method-assign]
