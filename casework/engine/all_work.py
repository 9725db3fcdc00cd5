"""The open work of every kind of anchor as one list, the most urgent first.

Each kind has a table of its own, so that the list of one doesn't grow slower by another: with one kind this is its
queryset and nothing more; with more, the first rows of each are read as far as the page asked for and merged.
"""

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any

from django.apps import apps

from casework.engine.registry import anchors


def kinds() -> list[type[Any]]:
    """The models of open work, one per kind of anchor, in the order in which people read them."""
    return [apps.get_model(model.work_model) for model in anchors()]


class Merged:
    """Querysets of several kinds, each in order of `due_on`, to be sliced and counted as one."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows = list(rows)

    def __getitem__(self, part: slice) -> list[Any]:
        if len(self._rows) == 1:
            return list(self._rows[0][part])
        return list(merged([rows[: part.stop] for rows in self._rows], part))

    def counted(self, most: int | None) -> int:
        """How many there are, counted no further than `most`."""
        found = sum(int(rows[:most].count()) for rows in self._rows)
        return found if most is None else min(found, most)

    def each(self, do: Callable[[Any], Any]) -> "Merged":
        return Merged(do(rows) for rows in self._rows)


def merged(heads: Iterable[Iterable[Any]], part: slice) -> Iterator[Any]:
    """That part of several kinds as one list, of which these are the first rows, each in order. Read when it is looked
    at."""
    return islice(merge(*heads, key=lambda item: (item.due_on, item.pk)), part.start or 0, part.stop)


def open_work() -> Merged:
    return Merged(kind.objects.open() for kind in kinds())


def marked(marks: Iterable[str]) -> list[tuple[type[Any], list[int]]]:
    """What was ticked on a list, per kind: the keys out of `OpenWork.mark`."""
    found: dict[str, list[int]] = {}
    for mark in marks:
        key = mark.rpartition("-")[2]
        if key.isdecimal() and len(key) < 19:
            found.setdefault(mark.removesuffix(key), []).append(int(key))
    return [(kind, found[kind.mark_prefix]) for kind in kinds() if kind.mark_prefix in found]
