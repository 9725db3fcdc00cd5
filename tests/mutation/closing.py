"""Each rule of what closing and ending do, left out: a state that is waited for or that ends, a step taken, a warning.

`closing:vangnet:waits_for:concept` doesn't wait, `closing:goal:reads:loopt` doesn't see what it should end,
`closing:indicatie:at_end` and `closing:indicatie:at_end:discard` end nothing, or not in that way,
`closing:document:only` takes all rows, `closing:goal:warns` tells nothing beforehand.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from casework.engine import closing
from casework.engine.noun import Closing, Noun
from casework.engine.registry import install, model_of, nouns
from tests.mutation.mutants import Mutant, Record

HOW = ("at_close", "at_end")


def ruled() -> list[Noun]:
    return [one for one in nouns() if one.closing is not None]


def mutants() -> Iterator[Mutant]:
    for noun in ruled():
        rule, room = noun.closing, model_of(noun).__module__.split(".")[1]
        assert rule is not None
        for state in rule.blocks:
            rest = tuple(one for one in rule.blocks if one != state)
            there = replace(rule, blocks=rest, ends=(*rule.ends, state))  # still read, as what ending may end
            yield Mutant(f"closing:{noun.name}:waits_for:{state}", room, partial(put, noun, there))
        for state in rule.ends:
            rest = tuple(one for one in rule.ends if one != state)
            yield Mutant(f"closing:{noun.name}:reads:{state}", room, partial(put, noun, replace(rule, ends=rest)))
        for how in HOW:
            if (does := getattr(rule, how)) is None:
                continue
            yield Mutant(f"closing:{noun.name}:{how}", room, partial(put, noun, replace(rule, **{how: None})))
            for way in ways(does):
                name = f"closing:{noun.name}:{how}:{way}"
                yield Mutant(name, room, partial(put, noun, replace(rule, **{how: partial(all_but, does, way)})))
        for name in ("only", "warns"):
            if getattr(rule, name) is not None:
                yield Mutant(f"closing:{noun.name}:{name}", room, partial(put, noun, replace(rule, **{name: None})))


def put(noun: Noun, rule: Closing) -> None:
    object.__setattr__(noun, "closing", rule)
    install(nouns())  # what was answered about it before is asked anew


def ways(does: Any) -> list[str]:
    """In which ways a function ends rows, where there is more than one: by which step, or by `columns`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(does)))
    found = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            if call.func.id == "Ending":
                found.add(call.args[1].value if len(call.args) > 1 else "columns")  # type: ignore[attr-defined]
            elif call.func.id in HOW:
                found |= {"columns", ""}
    return sorted(found - {""}) if len(found) > 1 else []


def all_but(does: Any, way: str, write: Any, rows: list[Any], details: dict[str, Any]) -> Iterator[Any]:
    return (one for one in does(write, rows, details) if (one.step or "columns") != way)


def watch(record: Record) -> None:
    """A rule is met where there is a row in the state that it is about."""
    meant = closing.in_the_way

    def in_the_way(declared: Any, attempt: Any) -> Any:
        if declared.closes == "close":
            rows = attempt.surroundings.closing
            for noun in ruled():
                for row in rows.get(noun.name, ()):
                    record(f"closing:{noun.name}:waits_for:{row.standing}")
                record(f"closing:{noun.name}:only")
        return meant(declared, attempt)

    closing.in_the_way = in_the_way  # type: ignore[assignment]
    for noun in ruled():
        rule = noun.closing
        assert rule is not None
        told = {how: partial(ends, record, noun.name, how, does) for how in HOW if (does := getattr(rule, how))}
        if rule.warns is not None:
            told["warns"] = partial(warns, record, noun.name, rule.warns)
        put(noun, replace(rule, **told))


def ends(record: Record, noun: str, how: str, does: Any, write: Any, rows: list[Any], details: dict[str, Any]) -> Any:
    found = list(does(write, rows, details))
    for row in rows:
        record(f"closing:{noun}:reads:{row.standing}")
    record(f"closing:{noun}:only")
    if found:
        record(f"closing:{noun}:{how}")
    for one in found:
        record(f"closing:{noun}:{how}:{one.step or 'columns'}")
    return found


def warns(record: Record, noun: str, says: Any, anchor: Any, rows: list[Any]) -> str:
    told: str = says(anchor, rows)
    for row in rows:
        record(f"closing:{noun}:reads:{row.standing}")
    if told:
        record(f"closing:{noun}:warns")
    return told
