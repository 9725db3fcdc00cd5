"""A query that Django builds and compiles once: for a large one that takes longer than the database's answer.

What differs from one time to the next (a day, an id, some ids) is found among the values of the compiled query by
compiling it for two different fillings. The rows come out as those of the queryset itself would.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.utils import create_namedtuple_class


class Slot(Enum):
    """What a query is filled in with anew each time."""

    DAY = "day"
    ID = "id"
    IDS = "ids"

    def probe(self, number: int) -> Any:
        """A value that no query has by itself, another one for each number."""
        day = dt.date(1000 + number, 1, 1)
        return {Slot.DAY: day, Slot.ID: -1000 - number, Slot.IDS: [-1000 - number]}[self]

    def value_of(self, probe: Any) -> Any:
        """As it is found among the values of the query."""
        return probe[0] if self is Slot.IDS else probe


class CompiledQuery:
    """`build` makes a queryset of values from what fills its slots; `rows` asks the same with other fillings.

    Compiled when it is first asked. Raises ValueError where a slot changes more than single values of the query.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **slots: Slot) -> None:
        self._build, self._slots = build, slots

    def rows(self, **given: Any) -> Iterator[Any]:
        """Named rows. Ids may be in any collection, also an empty one."""
        filled = {name: list(given[name]) if slot is Slot.IDS else given[name] for name, slot in self._slots.items()}
        values = [filled[name] if name else value for name, value in self._ready.values]
        with connection.cursor() as cursor:
            cursor.execute(self._ready.sql, values)
            found = cursor.fetchall()
        compiler = self._ready.query.get_compiler(connection=connection)
        return map(self._ready.row, compiler.apply_converters(found, self._ready.converters))

    @cached_property
    def _ready(self) -> "_Ready":
        return _Ready(self._build, self._slots)


_ASKED: Final = 2  # times that a query is built to find its slots


class _Ready:
    """The compiled query: its text, its values (a slot's by name, the others as they are) and how to read its rows."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], slots: dict[str, Slot]) -> None:
        fillings = [
            {name: slot.probe(time * 100 + place) for place, (name, slot) in enumerate(slots.items())}
            for time in range(_ASKED)
        ]
        built = [build(**filling) for filling in fillings]
        (sql, values), (again, others) = (queryset.query.sql_with_params() for queryset in built)
        if sql != again:
            raise ValueError("The query itself differs from one filling to the next.")
        names = {
            (slot.value_of(fillings[0][name]), slot.value_of(fillings[1][name])): name for name, slot in slots.items()
        }
        self.values = [_named(pair, names) for pair in zip(values, others, strict=True)]
        many = [place for place, (name, _) in enumerate(self.values) if name and slots[name] is Slot.IDS]
        self.sql = _any_of(sql, many)
        self.query: Any = built[0].query
        compiler = self.query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.pre_sql_setup()
        self.converters = compiler.get_converters([column for column, _, _ in compiler.select])
        self.row = create_namedtuple_class(*built[0]._fields)._make  # type: ignore[attr-defined]


def _named(pair: tuple[Any, Any], names: dict[tuple[Any, Any], str]) -> tuple[str, Any]:
    """Which slot a value of the query is; none where it is always the same."""
    value, other = pair
    for probes, name in names.items():
        if pair == probes:
            return name, None
    if value != other:
        raise ValueError(f"A value of the query is made from what fills a slot: {value!r}.")
    return "", value


def _any_of(sql: str, places: list[int]) -> str:
    """`IN (%s)` as `= ANY(%s)`, for any number of ids."""
    parts = sql.split("%s")
    for place in places:
        head = parts[place].removesuffix(" IN (")
        if head == parts[place]:
            raise ValueError("The ids stand elsewhere than expected.")
        parts[place] = f"{head} = ANY("
    return "%s".join(parts)
