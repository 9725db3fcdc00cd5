"""What goes to one addressee of one person at one go: one envelope, of several letters where several wait.

An envelope is no row of its own (docs/adr/0033-an-envelope-is-derived.md): it is what waits for the same addressee at the moment
somebody prints it. So a letter that is made again, dropped or handed over is in it or it isn't, and nothing has to follow.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from casework.documents.kinds import kind_of
from casework.engine.words import Json
from casework.law.models import clock
from casework.law.terms import Term


@dataclass(frozen=True, slots=True)
class Envelope:
    """Letters of one person to one addressee, decisions first. `why_not`: why it isn't posted as it is; empty where it is."""

    letters: tuple[Any, ...]
    why_not: str

    @property
    def to(self) -> str:
        return str((self.letters[0].snapshot.get("to") or {}).get("name", ""))

    @property
    def by_hand(self) -> bool:
        return not self.letters[0].can_be_posted

    @property
    def keys(self) -> str:
        """How a form names it."""
        return ",".join(one.public_id for one in self.letters)

    @property
    def ready_at(self) -> dt.datetime:
        first: dt.datetime = min(one.made_at for one in self.letters)
        return first

    @property
    def due(self) -> Term:
        """When it should be out, by the house rule."""
        return clock().term("versturen", timezone.localdate(self.ready_at), label="klaar")


def envelopes(letters: Iterable[Any], why_not: dict[int, str]) -> list[Envelope]:
    """The longest waiting first. `letters`: with their case and person, all of which the one who posts may see; so two
    cases of one person are in one envelope only where both are. `why_not`: what stands in the way, by key of the letter."""
    found: dict[tuple[Any, ...], list[Any]] = {}
    for one in letters:
        found.setdefault(_of(one, why_not.get(one.pk, "")), []).append(one)
    made = [Envelope(tuple(sorted(those, key=_order)), why_not.get(those[0].pk, "")) for those in found.values()]
    return sorted(made, key=lambda one: (one.ready_at, one.letters[0].pk))


def _of(letter: Any, why_not: str) -> tuple[Any, ...]:
    """What is the same of two that go together. What can't go now keeps nothing else waiting."""
    to = letter.snapshot.get("to") or {}
    alone = letter.pk if why_not or not to else None
    person = letter.case.person_id or f"case {letter.case_id}"
    return person, letter.case.team_id, to.get("name"), tuple(to.get("lines", ())), alone


def _order(letter: Any) -> tuple[bool, int]:
    return not letter.has_objection_clause, letter.pk


def frozen(letters: Iterable[Any]) -> list[Json]:
    """The snapshots of one envelope as they are printed: the address once, and on the first page what is in it."""
    snapshots = [one.snapshot for one in letters]
    if len(snapshots) == 1:
        return snapshots
    first = snapshots[0] | {"enclosed": [one["title"] for one in snapshots]}
    return [first, *(one | {"inside": True} for one in snapshots[1:])]


def pages_of_post(content: Json) -> Iterator[tuple[str, int]]:
    """Envelope after envelope, letter after letter; each letter counts its own pages."""
    for number, envelope in enumerate(content["envelopes"], 1):
        for place, one in enumerate(envelope, 1):
            for html, _ in _pages(one):
                yield html, number if place == len(envelope) else 0


def _pages(letter: Json) -> Iterable[tuple[str, int]]:
    kind = kind_of(letter["kind"])
    if kind.pages is not None:
        return kind.pages(letter)
    return [(render_to_string(kind.template, {"s": letter}), 0)]
