"""Every turn of the tables, and every turn that the nouns' own rooms name."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from casework.engine.registry import nouns
from tests.rules.turns import (
    advice,
    application,
    appointment,
    call_back,
    case,
    complaint,
    default_notice,
    document,
    force_field,
    goal,
    handover,
    household,
    household_plan,
    indicatie,
    meeting,
    meldcode,
    objection,
    piece,
    provision,
    research,
    sharing,
    vangnet,
    visit,
    wait,
    wall,
)

TURNS: Final = [
    one
    for module in (
        case,
        handover,
        visit,
        research,
        goal,
        application,
        indicatie,
        vangnet,
        document,
        appointment,
        wait,
        advice,
        call_back,
        piece,
        sharing,
        provision,
        default_notice,
        household,
        household_plan,
        meeting,
        wall,
        objection,
        complaint,
        meldcode,
        force_field,
    )
    for one in module.TURNS
]
SAID_ONCE: Final = {"_turn": "vangnet"}  # of a room that names itself in one place for all its turns


def in_the_code() -> dict[str, str]:
    """'noun:name' of each turn → the room that makes it."""
    modules = {noun.turns.__module__ for noun in nouns() if noun.turns is not None}
    return {name: module.split(".")[1] for module in modules for name in _named_in(module)}


def _named_in(module: str) -> Iterator[str]:
    """The first words of each call of `turn`, as they are written there; of what is looked up, all there is."""
    there: Any = import_module(module)
    for call in ast.walk(ast.parse(Path(there.__file__).read_text())):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "turn":
            noun, name = (_words(argument, there) for argument in call.args[:2])
            yield from (f"{noun[0]}:{one}".removesuffix(":") for one in name if noun)
        elif isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAID_ONCE:
            yield from (f"{SAID_ONCE[call.func.id]}:{one}" for one in _words(call.args[2], there))


def _words(argument: ast.expr, there: Any) -> list[str]:
    if isinstance(argument, ast.Constant):
        return [argument.value]
    if isinstance(argument, ast.Subscript) and isinstance(argument.value, ast.Name):
        return list(getattr(there, argument.value.id).values())
    return []
