"""The open work of every kind of anchor as one list, the most urgent first.

Each kind has a table of its own, so that the list of one doesn't grow slower by another: with one kind this is its
queryset and nothing more; with more, the first rows of each are read as far as the page asked for and merged.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, Final

from django.apps import apps

from casework.engine.registry import anchors


def kinds() -> list[type[Any]]:
    """The models of open work, one per kind of anchor, in the order in which people read them."""
    return [apps.get_model(model.work_model) for model in anchors()]


MOST_URGENT: Final = ("-urgent", "due_on", "pk")  # what can't wait whatever its day, and then by day


class Merged:
    """Querysets of several kinds, each in order, to be sliced and counted as one: by urgency, or what can't wait first
    and then by the attribute `by`, perhaps `down`."""

    def __init__(self, rows: Iterable[Any], *, by: str | None = None, down: bool = False) -> None:
        self._rows, self._by, self._down = list(rows), by, down

    def __getitem__(self, part: slice) -> list[Any]:
        if len(self._rows) == 1:
            return list(self._rows[0][part])
        heads = [rows[: part.stop] for rows in self._rows]
        return list(merged(heads, part)) if self._by is None else self._sorted(heads)[part]

    def _sorted(self, heads: Iterable[Iterable[Any]]) -> list[Any]:
        rows = [item for head in heads for item in head]
        rows.sort(key=lambda item: (item.due_on, item.pk))
        rows.sort(key=lambda item: getattr(item, str(self._by)), reverse=self._down)
        return sorted(rows, key=lambda item: not item.urgent)

    def counted(self, most: int | None) -> int:
        """How many there are, counted no further than `most`."""
        found = sum(int(rows[:most].count()) for rows in self._rows)
        return found if most is None else min(found, most)


def merged(heads: Iterable[Iterable[Any]], part: slice) -> Iterator[Any]:
    """That part of several kinds as one list, of which these are the first rows, each in order. Read when it is looked
    at."""
    in_order = merge(*heads, key=lambda item: (not item.urgent, item.due_on, item.pk))
    return islice(in_order, part.start or 0, part.stop)


def marked(marks: Iterable[str]) -> list[tuple[type[Any], list[int]]]:
    """What was ticked on a list, per kind: the keys out of `OpenWork.mark`."""
    found: dict[str, list[int]] = {}
    for mark in marks:
        key = mark.rpartition("-")[2]
        if key.isdecimal() and len(key) < 19:
            found.setdefault(mark.removesuffix(key), []).append(int(key))
    return [(kind, found[kind.mark_prefix]) for kind in kinds() if kind.mark_prefix in found]
