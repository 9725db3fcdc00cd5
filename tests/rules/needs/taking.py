"""How it is written down what a step needs: once how it is taken, and per condition what is missing then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories import World

Given = dict[str, Any] | Callable[[World, Any], dict[str, Any]]  # what is filled in, perhaps from the object
Before = Callable[[World, Any], object]


class But:
    """The same, with one thing otherwise: in the database, or in what is filled in. `words` is what is read then.

    Each of `words` is the beginning of a reason, all of them in their order: where one thing lacks two conditions,
    both stand there.
    """

    def __init__(self, *words: str, before: Before | None = None, given: Given | None = None, **fields: Any) -> None:
        self.words, self.before, self.given, self.fields = words, before, given or {}, fields


@dataclass(frozen=True)
class Take:
    """A step that can be taken: by whom, on what, with what filled in; and what stands in its way, by condition."""

    step: str
    make: Callable[[World], Any]
    given: Given = field(default_factory=dict)
    by: str = "consulent"
    but: dict[str, But] = field(default_factory=dict)


def filled_in(given: Given, world: World, obj: Any) -> dict[str, Any]:
    return given(world, obj) if callable(given) else given


def changed(obj: Any, **columns: Any) -> None:
    """In the database, past the door: as a test may."""
    type(obj)._default_manager.filter(pk=obj.pk).update(**columns)
