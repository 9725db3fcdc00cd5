"""Whose turn a letter makes it that isn't sent yet."""

from typing import Any, Final

from casework.documents.models import Document
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, case, march, moment


def letter(world: World, state: str, **fields: Any) -> Document:
    asked = {"asked_by": world.consulent2, "asked_at": moment(MONDAY), "state_since": MONDAY}
    return world.document(case(world), state=state, **asked | fields)


TURNS: Final = (
    Waits("document:send", lambda world: letter(world, "klaar"), "document.send", ("consulent2", *LEADING), march(3)),
    Waits(
        "document:retry", lambda world: letter(world, "mislukt"), "document.retry", ("consulent2", *LEADING), march(3)
    ),
    Waits("document:again", lambda world: letter(world, "vervallen"), "document.remake", LEADING, march(4)),
)
