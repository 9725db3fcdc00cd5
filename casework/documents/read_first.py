"""Letters as whoever gets them will read them, before they are asked for."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from casework.documents.content import goes_outside
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.documents.on_screen import on_screen
from casework.documents.states import DocumentState
from casework.engine.noun import ReadByOther
from casework.engine.speaks_about import speaks_about
from roles.policy import Sight


def read_by_others(made: Any, sight: Sight, since: dt.datetime) -> Iterator[ReadByOther]:
    """The letters that it asked for, as far as this person may read them once they are there."""
    asked = Document.objects.visible_to(sight).filter(
        case=made.anchor, kind__in=letters(), state=DocumentState.GEVRAAGD, asked_at__gte=since
    )
    for one in asked.order_by("pk"):
        yield as_read(one.snapshot)


def as_read(snapshot: dict[str, Any]) -> ReadByOther:
    """A letter as its reader has it before them."""
    return ReadByOther(f"De brief: {snapshot['title']}", on_screen(snapshot), told_about(snapshot))


def told_about(snapshot: dict[str, Any]) -> tuple[str, ...]:
    """Where a letter speaks about whom it is sent to: in what colleagues typed, the rest is ours."""
    if goes_outside(snapshot):
        return ()  # it can only speak about the citizen
    said = {key: value for key, value in snapshot.items() if key not in _OURS}
    person = (snapshot.get("to") or {}).get("person", "")
    return tuple(dict.fromkeys(found for words in _texts(said) for found in speaks_about(words, person)))


_OURS: Final = frozenset(
    {
        "title",
        "office",
        "handled_by",
        "municipality",
        "college",
        "post",
        "ref",
        "date",
        "team",
        "to",
        "decided",
        "objection",
        "texts",
        "also",
        "unfilled",
        "copied",
    }
)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _texts(one)
        case dict():
            yield from _texts(list(value.values()))
