"""What may be made from an anchor: each noun says how one of it is made, and when that is offered."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone

from casework.engine.door import allows
from casework.engine.machine import Around, Attempt
from casework.engine.noun import Make
from casework.engine.registry import hanging_on
from roles.policy import Sight

ANY_KEY: Final = "KENMERK"  # where an address has the key of what it is about


@dataclass(frozen=True, slots=True)
class MakeLink:
    """A link to the page where one is made, or to what stands in its place."""

    label: str
    url: str
    in_place: bool = False
    prompt: str = ""


def makes_of(anchor: type[Any]) -> list[Make]:
    """All that can be made from such an anchor, in the order in which people read it."""
    return sorted((make for noun in hanging_on(anchor) for make in noun.makes), key=lambda make: make.order)


def may_make(anchor: Any, sight: Sight, around: Around | None, *, tab: str = "") -> list[MakeLink]:
    """What this person may make here now: on the anchor's own page, or on one of its tabs."""
    attempt = Attempt(anchor, sight, timezone.now(), sight.on, {}, around)
    result = []
    for make in makes_of(type(anchor)):
        shown = make.tab == tab if tab else make.beside_steps
        if shown and allows(make.by, attempt):
            result += _links(make, attempt)
    return result


def _links(make: Make, attempt: Attempt) -> list[MakeLink]:
    if make.instead is not None and (obj := make.instead(attempt)) is not None:
        return [MakeLink(make.instead_label, obj.get_absolute_url())]
    if not all(need.test(attempt) for need in make.needs):
        return []
    key = getattr(attempt.anchor, attempt.anchor.key_field)
    return [MakeLink(make.label, _address(make.url).replace(ANY_KEY, key), make.in_place, make.prompt)]


@cache
def _address(name: str) -> str:
    """With any key in it: a page has twenty, and Django puts each together anew."""
    return reverse(name, args=[ANY_KEY])
