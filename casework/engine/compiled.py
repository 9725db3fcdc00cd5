"""A query that Django builds and compiles once: for a large one that takes longer than the database's answer.

What differs from one time to the next are a day and some ids. They are found among the values of the compiled query
by compiling it for two different days and ids.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

_PROBES: Final = ((dt.date(1001, 1, 1), -1001), (dt.date(1002, 2, 2), -1002))


class Compiled:
    """`build` makes a queryset of values, for a day; it is asked for rows by their ids.

    Raises ValueError where the day changes more than single values of the query.
    """

    def __init__(self, build: Callable[[dt.date], QuerySet[Any, dict[str, Any]]]) -> None:
        (sql, values), (again, others) = (build(on).filter(pk__in=[pk]).query.sql_with_params() for on, pk in _PROBES)
        if sql != again:
            raise ValueError("The query itself differs from day to day.")
        self._values = [_slot(*pair) for pair in zip(values, others, strict=True)]
        self._sql = _any_of(sql, self._values.index(_ids))
        query = build(_PROBES[0][0]).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        compiler.pre_sql_setup()
        self._query, self._names = query, _names(query)
        self._converters = compiler.get_converters([column for column, _, _ in compiler.select])

    def rows(self, on: dt.date, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
        if not ids:
            return
        values = [slot(on, ids) for slot in self._values]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            found = cursor.fetchall()
        compiler = self._query.get_compiler(connection=connection)
        for row in compiler.apply_converters(found, self._converters):
            yield dict(zip(self._names, row, strict=True))


def _day(on: dt.date, ids: Sequence[int]) -> Any:
    return on


def _ids(on: dt.date, ids: Sequence[int]) -> Any:
    return list(ids)


def _slot(value: Any, other: Any) -> Callable[[dt.date, Sequence[int]], Any]:
    """Where a value of the compiled query comes from."""
    (day, pk), (other_day, other_pk) = _PROBES
    if (value, other) == (day, other_day):
        return _day
    if (value, other) == (pk, other_pk):
        return _ids
    if value != other:
        raise ValueError(f"A value of the query is made from the day: {value!r}.")
    return lambda on, ids: value


def _any_of(sql: str, place: int) -> str:
    """`IN (%s)` as `= ANY(%s)`, for any number of ids."""
    parts = sql.split("%s")
    head = parts[place].removesuffix(" IN (")
    if head == parts[place]:
        raise ValueError("The ids stand elsewhere than expected.")
    parts[place] = f"{head} = ANY("
    return "%s".join(parts)


def _names(query: Any) -> list[str]:
    return list(query.selected) if query.selected else [*query.values_select, *query.annotation_select]
