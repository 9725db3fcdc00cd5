"""What an anchor's page reads with it, of each noun that has rows there: asked at once, by statements of fixed shape.

Nouns say it as for `prefetch_related` (`Noun.reads_along`), and the rows are found where that would have put them.
"""

from collections.abc import Iterator
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
    """Asked when it is made; `keep` lays the rows down once they are there."""

    def __init__(self, anchor: Any) -> None:
        self._anchor = anchor
        self._asked: list[tuple[_Level, Asked]] = [
            (level, level.select.send(pk=anchor.pk)) for level in _levels(type(anchor))
        ]

    def keep(self) -> None:
        rows: dict[tuple[str, ...], list[Any]] = {(): [self._anchor]}
        for level, asked in self._asked:
            rows[level.path] = list(asked.objects())
            _lay_down(level, rows[level.path[:-1]], rows[level.path])


def _lay_down(level: _Level, above: list[Any], rows: list[Any]) -> None:
    of: dict[Any, list[Any]] = {one.pk: [] for one in above}
    for row in rows:
        of[getattr(row, level.field.attname)].append(row)
    for one in above:
        for row in of[one.pk]:
            setattr(row, level.field.name, one)
        manager = getattr(one, level.path[-1])
        found = manager.get_queryset()
        found._result_cache, found._prefetch_done = of[one.pk], True
        if not hasattr(one, "_prefetched_objects_cache"):
            one._prefetched_objects_cache = {}
        one._prefetched_objects_cache[level.field.remote_field.cache_name] = found


@once
def _levels(model: type[Any]) -> tuple[_Level, ...]:
    return tuple(level for noun in hanging_on(model) for one in noun.reads_along() for level in _of(model, one))


def _of(model: Any, lookup: Any) -> Iterator[_Level]:
    """A name, or more with `__` between them; a `Prefetch` where the rows at its end are chosen."""
    whole = lookup.prefetch_to if isinstance(lookup, Prefetch) else lookup
    chosen = lookup.queryset if isinstance(lookup, Prefetch) else None
    path: tuple[str, ...] = ()
    up: list[str] = []
    for name in whole.split("__"):
        path = (*path, name)
        field = getattr(model, name).rel.field  # the key by which they hang there
        model, up = field.model, [field.name, *up]
        rows = chosen if chosen is not None and "__".join(path) == whole else model._default_manager.all()
        yield _Level(path, field, _select(rows, "__".join(up)))


def _select(rows: Any, up: str) -> Select:
    return Select(lambda pk: rows.filter(**{up: pk}), pk=Slot.ID)
