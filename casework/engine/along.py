"""What an anchor's page reads with it, of each noun that has rows there: asked at once, by statements of fixed shape.

Nouns say it as for `prefetch_related` (`Noun.reads_along`), and the rows are found where that would have put them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from casework.engine.registry import hanging_on, once
from roles.fixed import Asked, Select, Slot


@dataclass(frozen=True, slots=True)
class _Level:
    """Rows that hang on those of the level above, the first on the anchor itself: how they are called there."""

    path: tuple[str, ...]
    field: Any  # their foreign key
    select: Select


class Along:
    """Asked when it is made; `keep` lays the rows down once they are there. `lookups` gives another choice than what the
    nouns say: a function, so that each is composed once."""

    def __init__(self, anchor: Any, lookups: Callable[[], Iterable[Any]] | None = None) -> None:
        self._anchor = anchor
        self._asked: list[tuple[_Level, Asked]] = [
            (level, level.select.send(pk=anchor.pk))
            for level in _levels(type(anchor), lookups or _of_nouns(type(anchor)))
        ]

    def keep(self) -> None:
        rows: dict[tuple[str, ...], list[Any]] = {(): [self._anchor]}
        for level, asked in self._asked:
            rows[level.path] = list(asked.objects())
            lay_down(rows[level.path[:-1]], level.path[-1], rows[level.path])


def lay_down(above: Iterable[Any], name: str, rows: Iterable[Any]) -> None:
    """Put the rows where each of those above finds its own by that name; what is of none of these is left out."""
    found = {one.pk: one for one in above}
    if not found:
        return
    field = getattr(type(next(iter(found.values()))), name).rel.field
    of: dict[Any, list[Any]] = {pk: [] for pk in found}
    for row in rows:
        if (one := found.get(getattr(row, field.attname))) is not None:
            setattr(row, field.name, one)
            of[one.pk].append(row)
    for pk, one in found.items():
        shown = getattr(one, name).get_queryset()
        shown._result_cache, shown._prefetch_done = of[pk], True
        if not hasattr(one, "_prefetched_objects_cache"):
            one._prefetched_objects_cache = {}
        one._prefetched_objects_cache[field.remote_field.cache_name] = shown


@once
def _of_nouns(model: type[Any]) -> Callable[[], Iterable[Any]]:
    return lambda: [one for noun in hanging_on(model) for one in noun.reads_along()]


@once
def _levels(model: type[Any], lookups: Callable[[], Iterable[Any]]) -> tuple[_Level, ...]:
    found: dict[tuple[str, ...], _Level] = {}
    for one in lookups():
        for level in _of(model, one):
            found.setdefault(level.path, level)
    return tuple(found.values())


def _of(model: Any, lookup: Any) -> Iterator[_Level]:
    """A name, or more with `__` between them; a `Prefetch` where the rows at its end are chosen."""
    whole = lookup.prefetch_to if isinstance(lookup, Prefetch) else lookup
    chosen = lookup.queryset if isinstance(lookup, Prefetch) else None
    path: tuple[str, ...] = ()
    up: list[str] = []
    for name in whole.split("__"):
        path = (*path, name)
        field: Any = getattr(model, name).rel.field  # the key by which they hang there
        model, up = field.model, [field.name, *up]
        rows = chosen if chosen is not None and "__".join(path) == whole else model._default_manager.all()
        yield _Level(path, field, _select(rows, "__".join(up)))


def _select(rows: Any, up: str) -> Select:
    return Select(lambda pk: rows.filter(**{up: pk}), pk=Slot.ID)
