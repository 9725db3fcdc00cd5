"""A query that Django builds and compiles once: for a large one that takes longer than the database's answer.

What differs from one time to the next (a day, an id, some ids) is found among the values of the compiled query by
compiling it for two different fillings. The rows come out as those of the queryset itself would.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property
from typing import Any, Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.backends.postgresql.psycopg_any import register_tzloader
from django.db.models import QuerySet
from django.db.models.query import get_related_populators
from django.db.models.utils import create_namedtuple_class
from psycopg.postgres import types
from psycopg.pq import Format
from psycopg.types.numeric import Int8

TIMESTAMPTZ: Final = types["timestamptz"].oid


class Slot(Enum):
    """What a query is filled in with anew each time."""

    DAY = "day"
    ID = "id"
    IDS = "ids"

    def probe(self, number: int) -> Any:
        """A value that no query has by itself, another one for each number."""
        day = dt.date(1000 + number, 1, 1)
        return {Slot.DAY: day, Slot.ID: -1000 - number, Slot.IDS: [-1000 - number]}[self]

    def sent(self, value: Any) -> Any:
        """With a type that doesn't depend on the value: psycopg takes the smallest, and each is another statement."""
        match self:
            case Slot.ID:
                return Int8(value)
            case Slot.IDS:
                return [Int8(one) for one in value]
        return value

    def value_of(self, probe: Any) -> Any:
        """As it is found among the values of the query."""
        return probe[0] if self is Slot.IDS else probe


class CompiledQuery:
    """`build` makes a queryset from what fills its slots; `rows` or `objects` asks the same with other fillings.

    Compiled when it is first asked, and sent prepared: the database plans it once per connection. Raises ValueError
    where a slot changes more than single values of the query.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **slots: Slot) -> None:
        self._build, self._slots = build, slots

    def rows(self, **given: Any) -> Iterator[Any]:
        """Of a query of values: named rows. Ids may be in any collection, also an empty one."""
        return map(self._ready.row, self._found(given))

    def objects(self, **given: Any) -> Iterator[Any]:
        """Of a query of objects: each with what is read along, and with what it is annotated with."""
        return map(self._ready.made, self._found(given))

    def _found(self, given: dict[str, Any]) -> Iterator[Any]:
        ready = self._ready
        filled = {name: slot.sent(given[name]) for name, slot in self._slots.items()}
        values = [filled[name] if name else value for name, value in ready.values]
        return ready.compiler().apply_converters(asked(ready.sql, values), ready.converters)  # type: ignore[no-any-return]

    @cached_property
    def _ready(self) -> "_Ready":
        return _Ready(self._build, self._slots)


def asked(sql: str, values: list[Any]) -> Any:
    """The rows, of a statement that is sent prepared (unless that is switched off): by a cursor that leaves the values
    to the database. Django's own writes them into the text, and keeps psycopg from preparing anything; here it may, for
    as long as this lasts."""
    with connection.cursor() as cursor:
        if not settings.DATABASE_PREPARES:
            cursor.execute(sql, values)
            return cursor.fetchall()
        psycopg = connection.connection
        cursor.cursor = ServerBindingCursor(psycopg)  # type: ignore[call-arg]
        if connection.timezone != psycopg.adapters.get_loader(TIMESTAMPTZ, Format.TEXT).timezone:
            register_tzloader(connection.timezone, cursor.cursor)
        psycopg.prepare_threshold = 0
        try:
            cursor.execute(sql, values)
            return cursor.fetchall()
        finally:
            psycopg.prepare_threshold = None


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
        self._query: Any = built[0].query
        first = self.compiler()
        first.pre_sql_setup()
        self.converters = first.get_converters([column for column, _, _ in first.select])
        self._reads(built[0], first)

    def compiler(self) -> Any:
        return self._query.get_compiler(connection=connection)

    def _reads(self, queryset: Any, compiler: Any) -> None:
        """As values, or as Django makes objects of its rows (`ModelIterable`)."""
        if queryset._fields is not None:
            self.row = create_namedtuple_class(*queryset._fields)._make
            return
        info, self._annotations = compiler.klass_info, compiler.annotation_col_map
        places = info["select_fields"]
        self._model, self._columns = info["model"], slice(places[0], places[-1] + 1)
        self._names = [compiler.select[place][0].target.attname for place in places]
        self._along = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]

    def made(self, row: Any) -> Any:
        one = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._columns])
        for along in self._along:
            along.populate(row, one)
        for name, place in self._annotations.items():
            setattr(one, name, row[place])
        return one


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
