"""SQL of fixed shape: composed by Django once per process, sent prepared, planned once per connection.

A queryset is written once, as a function of what varies (a day, an id, some ids): its slots. Where they stand is found
by composing it for two different fillings; all else is written into the text, so that the planner knows it. Values
travel as text and are cast, so that a statement is one statement whatever it is filled with. Rows are written so too:
any number of them is one parameter. A text may stand within a pattern (`contains`): what is a sign there is escaped.
"""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import count
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.base import ModelState
from django.db.models.query import ValuesIterable, get_related_populators
from django.db.models.signals import post_init, pre_init
from django.db.models.utils import create_namedtuple_class
from django.db.transaction import TransactionManagementError
from psycopg import ClientCursor
from psycopg.types.json import Json, Jsonb

from roles.sending import as_text, ask, happened, then, together

__all__ = ["Asked", "Select", "Slot", "insert", "together", "update"]


class Slot(Enum):
    """What a query is filled in with anew each time: the type as which the database reads it."""

    DAY = "date"
    MOMENT = "timestamptz"
    ID = "bigint"
    IDS = "bigint[]"
    TEXT = "text"
    UUID = "uuid"

    def probe(self, number: int) -> Any:
        """A value that no query has by itself, another one for each number."""
        match self:
            case Slot.DAY:
                return dt.date(1000, 1, 1) + dt.timedelta(number)
            case Slot.MOMENT:
                return dt.datetime(1000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(number)
            case Slot.ID:
                return -1_000_000 - number
            case Slot.IDS:
                return [-1_000_000 - number]
            case Slot.UUID:
                return UUID(int=number + 1)
        return f"-- slot {number} --"

    def value_of(self, probe: Any) -> Any:
        """As it is found among the values of the query."""
        return probe[0] if self is Slot.IDS else probe


# --- reading -----------------------------------------------------------------------------------------------------


class Select:
    """`build` makes a queryset from what fills its slots; `rows` or `objects` asks the same with other fillings.

    Composed when it is first asked. Raises ValueError where a slot changes more than single values of the query.
    `anew`: the database makes a plan for each filling; for where what is best depends on it, as with words that are rare
    or everywhere.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], *, anew: bool = False, **slots: Slot) -> None:
        self._build, self._anew, self._slots = build, anew, slots

    def rows(self, **given: Any) -> Iterator[Any]:
        """Of a query of values: named rows, or as `values` gives them. Ids may be in any collection, also an empty one."""
        return self.send(**given).rows()

    def objects(self, **given: Any) -> Iterator[Any]:
        """Of a query of objects: each with what is read along, and with what it is annotated with."""
        return self.send(**given).objects()

    def send(self, **given: Any) -> "Asked":
        """Asked now and read later: within `together` it travels with the others."""
        ready = self._ready
        values = [one.filled(given) for one in ready.places]
        return Asked(ready, ask(ready.sql, values, anew=self._anew) if ready.sql else None)

    def estimate(self, **given: Any) -> int:
        """How many rows there are of it, as the database estimates without reading them."""
        ready = self._ready
        if not ready.sql:
            return 0
        found = ask(f"EXPLAIN (FORMAT json) {ready.sql}", [one.filled(given) for one in ready.places], anew=True)
        return int(found.fetchone()[0][0]["Plan"]["Plan Rows"])

    @cached_property
    def _ready(self) -> "_Ready":
        return _Ready(self._build, self._slots)


class Asked:
    """A statement on its way."""

    def __init__(self, ready: "_Ready", cursor: Any) -> None:
        self._ready, self._cursor = ready, cursor

    def rows(self) -> Iterator[Any]:
        if self._cursor is not None:  # of what nobody of this shape sees, nothing is known of its rows either
            yield from map(self._ready.row, self._found())

    def objects(self) -> Iterator[Any]:
        """What several rows have beside them, a team or a colleague, is one object: it is made once."""
        met: list[dict[Any, Any]] = [{} for _ in range(self._ready.beside)]
        for row in self._found():
            yield self._ready.made(row, met)

    def _found(self) -> Any:
        if self._cursor is None:
            return ()
        found, ready = self._cursor.fetchall(), self._ready
        return ready.converted(found, ready.converters) if ready.converters else found


_BUILT: Final = 2  # times that a query is built to find its slots
_APART: Final = 1 << 20  # a power of two: a set of these has the same order in both
_ONE: Final = re.compile(r"%%|%s")
_IDS: Final = re.compile(r"\$\d+::bigint\[\]")
_MANY: Final = re.compile(r" IN \((\$\d+::bigint(?:\[\])?(?:, \$\d+::bigint(?:\[\])?)*)\)")


class _Ready:
    """The composed query: its text, which slot stands at which number, and how to read its rows."""

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]], slots: dict[str, Slot]) -> None:
        fillings = [
            {name: slot.probe(time * _APART + place) for place, (name, slot) in enumerate(slots.items())}
            for time in range(_BUILT)
        ]
        built = [build(**filling) for filling in fillings]
        self.sql = ""
        self.places: tuple[_Place, ...] = ()
        self.converters: dict[Any, Any] = {}
        self.beside = 0  # kinds of object that a row has beside it
        try:
            (sql, values), (again, others) = (queryset.query.sql_with_params() for queryset in built)
        except EmptyResultSet:  # nobody of this shape sees any: there is nothing to ask
            return
        if sql != again:
            raise ValueError("The query itself differs from one filling to the next.")
        probes = {name: tuple(slot.value_of(one[name]) for one in fillings) for name, slot in slots.items()}
        found = [_found(pair, probes) for pair in zip(values, others, strict=True)]
        self.places = tuple(dict.fromkeys(one for one in found if isinstance(one, _Place)))
        self.sql = _written(sql, found, {one: (n, slots[one.name]) for n, one in enumerate(self.places, 1)})
        first: Any = built[0].query.get_compiler(connection=connection)
        first.pre_sql_setup()
        self.converters = first.get_converters([column for column, _, _ in first.select])
        self.converted = first.apply_converters
        self._reads(built[0], first)
        happened("composed")

    def _reads(self, queryset: Any, compiler: Any) -> None:
        """As values, or as Django makes objects of its rows (`ModelIterable`)."""
        if queryset._iterable_class is ValuesIterable:
            names = queryset._fields
            self.row: Any = lambda row: dict(zip(names, row, strict=True))
            return
        if queryset._fields is not None:
            self.row = create_namedtuple_class(*queryset._fields)._make
            return
        info, self._annotations = compiler.klass_info, compiler.annotation_col_map
        places = info["select_fields"]
        self._columns = slice(places[0], places[-1] + 1)
        self._make = _maker(info["model"], [compiler.select[place][0].target.attname for place in places])
        along = get_related_populators(info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        number = count()
        self._along = [_Beside(one, number) for one in along]
        self.beside = next(number)

    def made(self, row: Any, met: list[dict[Any, Any]]) -> Any:
        one = self._make(row[self._columns])
        for beside in self._along:
            beside.populate(row, one, met)
        for name, place in self._annotations.items():
            setattr(one, name, row[place])
        return one


def _maker(model: Any, attributes: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    """Makes objects of this model of those columns, as its `from_db` does: that looks at each of all its fields anew."""
    listened = pre_init.has_listeners(model) or post_init.has_listeners(model)
    if listened or model.__init__ is not models.Model.__init__ or "from_db" in vars(model):
        return lambda values: model.from_db(DEFAULT_DB_ALIAS, attributes, values)
    new = model.__new__

    def make(values: Sequence[Any]) -> Any:
        one = new(model)
        state = ModelState()
        state.db, state.adding = DEFAULT_DB_ALIAS, False
        one.__dict__.update(zip(attributes, values, strict=True), _state=state)
        return one

    return make


class _Beside:
    """As Django's, of a model that is read along (`RelatedPopulator`)."""

    def __init__(self, populator: Any, number: Iterator[int]) -> None:
        assert populator.reorder_for_init is None  # of a model that inherits another's table: we have none
        self._number = next(number)
        self._columns, self._pk = (
            slice(populator.cols_start, populator.cols_end),
            populator.cols_start + populator.pk_idx,
        )
        self._make = _maker(populator.model_cls, populator.init_list)
        self._beside = [_Beside(one, number) for one in populator.related_populators]
        self._put, self._put_back = populator.local_setter, populator.remote_setter

    def populate(self, row: Any, of: Any, met: list[dict[Any, Any]]) -> None:
        key = row[self._pk]
        if key is None:
            self._put(of, None)
            return
        one = met[self._number].get(key)
        if one is None:
            one = met[self._number][key] = self._make(row[self._columns])
            for beside in self._beside:
                beside.populate(row, one, met)
        self._put(of, one)
        self._put_back(one, of)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a slot stands in a query: by itself, or as a text with something around it."""

    name: str
    before: str = ""
    after: str = ""

    def filled(self, given: dict[str, Any]) -> Any:
        value = given[self.name]
        if not self.before and not self.after:
            return value
        if "%" in self.before + self.after:  # a pattern
            value = connection.ops.prep_for_like_query(value)
        return f"{self.before}{value}{self.after}"


class _Constant:
    """A value of the query that is always the same."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _found(pair: tuple[Any, Any], probes: dict[str, tuple[Any, ...]]) -> "_Place | _Constant":
    """Which slot a value of the query is, or that it is always the same."""
    value, other = pair
    if value == other:  # what fills a slot never is
        return _Constant(value)
    slot = next((name for name, both in probes.items() if both == pair), None)
    if slot:
        return _Place(slot)
    if within := next(filter(None, (_within(pair, name, both) for name, both in probes.items())), None):
        return within
    if not isinstance(value, Json | Jsonb) or _json(value) != _json(other):
        raise ValueError(f"A value of the query is made from what fills a slot: {value!r}.")
    return _Constant(value)


def _within(pair: tuple[Any, Any], name: str, probes: tuple[Any, ...]) -> _Place | None:
    """A text that stands in both values, with the same around it."""
    if not all(isinstance(one, str) for one in (*pair, *probes)):
        return None
    cut = {one.partition(probe)[::2] for one, probe in zip(pair, probes, strict=True) if one.count(probe) == 1}
    return _Place(name, *cut.pop()) if len(cut) == 1 and all(map(str.__contains__, pair, probes)) else None


def _written(sql: str, found: Iterable[Any], numbers: dict[_Place, tuple[int, Slot]]) -> str:
    """Constants in the text, as Django's own cursor would write them; slots by number; `IN` of ids as `= ANY`."""
    connection.ensure_connection()
    client: Any = ClientCursor(connection.connection)
    rest = iter(found)

    def put(match: re.Match[str]) -> str:
        if match.group() == "%%":
            return "%"
        one = next(rest)
        if isinstance(one, _Constant):
            return str(client.mogrify("%s", [one.value]))
        number, slot = numbers[one]
        return f"${number}::{slot.value}"

    written = _MANY.sub(_any_of, _ONE.sub(put, sql))
    among = "".join(re.findall(r" = ANY\(([^()]*)\)", written))
    if len(_IDS.findall(written)) != len(_IDS.findall(among)):
        raise ValueError("The ids stand elsewhere than expected.")
    return written


def _any_of(match: re.Match[str]) -> str:
    """Some ids and single ones, as one row of them."""
    parts = match[1].split(", ")
    if not any(one.endswith("[]") for one in parts):
        return match[0]
    return f" = ANY({' || '.join(one if one.endswith('[]') else f'ARRAY[{one}]' for one in parts)})"


# --- writing -----------------------------------------------------------------------------------------------------


def insert(rows: Sequence[Any]) -> None:
    """Write new rows of one model, as `bulk_create` does: each gets its key."""
    if not rows:
        return
    model: Any = type(rows[0])
    _refuse_outside(model)
    cursor = ask(_insert(model), [_as_json(rows, _columns(model), add=True)])

    def keep_keys() -> None:
        for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = key
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS

    then(keep_keys)


def update(rows: Sequence[Any], columns: Sequence[str]) -> None:
    """Write these columns of rows of one model that exist, as `bulk_update` does."""
    if not rows or not columns:
        return
    model: Any = type(rows[0])
    names = tuple(sorted({model._meta.get_field(one).name for one in columns}))
    _refuse_outside(model)
    ask(_update(model, names), [_as_json(rows, _columns(model, ("pk", *names)), add=False), [row.pk for row in rows]])


def _refuse_outside(model: Any) -> None:
    """Who changes what has a history is known within a transaction (`context_once`)."""
    if hasattr(model, "pgh_event_models") and not connection.in_atomic_block:
        raise TransactionManagementError(f"{model.__name__} has a history: write it in a transaction.")


def _fields(model: Any) -> tuple[Any, ...]:
    return tuple(one for one in model._meta.concrete_fields if not one.primary_key)


@cache
def _insert(model: Any) -> str:
    happened("composed")
    names = ", ".join(_quoted(one) for one in _fields(model))
    return (
        f"INSERT INTO {_table(model)} ({names}) SELECT {names} FROM {_recordset(_fields(model))}"  # noqa: S608
        f" RETURNING {_quoted(model._meta.pk)}"
    )


@cache
def _update(model: Any, names: tuple[str, ...]) -> str:
    happened("composed")
    pk, fields = model._meta.pk, [model._meta.get_field(one) for one in names]
    sets = ", ".join(f"{_quoted(one)} = it.{_quoted(one)}" for one in fields)
    return (
        f"UPDATE {_table(model)} SET {sets} FROM {_recordset((pk, *fields))}"  # noqa: S608
        f" WHERE {_table(model)}.{_quoted(pk)} = it.{_quoted(pk)}"
        # the planner takes any JSON for a hundred rows, and would read a small table whole for them
        f" AND {_table(model)}.{_quoted(pk)} = ANY($2::bigint[])"
    )


def _recordset(fields: Iterable[Any]) -> str:
    columns = ", ".join(f"{_quoted(one)} {one.cast_db_type(connection)}" for one in fields)
    return f"jsonb_to_recordset($1::jsonb) AS it({columns})"


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _as_json(rows: Iterable[Any], columns: Sequence[tuple[Any, ...]], *, add: bool) -> str:
    database = connections[DEFAULT_DB_ALIAS]
    return json.dumps([_written_row(row, columns, add, database) for row in rows])


def _written_row(row: Any, columns: Sequence[tuple[Any, ...]], add: bool, database: Any) -> dict[str, Any]:
    return {
        column: (
            value
            if type(value := getattr(row, attribute)) in as_they_are
            else _plain(_value(field, row, add, database))
        )
        for column, attribute, as_they_are, field in columns
    }


@cache
def _columns(model: Any, names: tuple[str, ...] = ()) -> list[tuple[str, str, tuple[type, ...], Any]]:
    """Of each field with these names, or of all that a new row has: its column, its attribute, and which kinds of value
    go as they are."""
    fields = [model._meta.pk if one == "pk" else model._meta.get_field(one) for one in names] or _fields(model)
    return [(one.column, one.attname, _as_they_are(one), one) for one in fields]


def _as_they_are(field: Any) -> tuple[type, ...]:
    if type(field).pre_save is not models.Field.pre_save:
        return ()  # it makes what it keeps at that moment
    kind = _AS_IT_IS.get(type(field))
    return (type(None), kind) if kind else (type(None),)


# what a field of this kind keeps as it is: Django finds that out anew for each value
_AS_IT_IS: Final = {
    models.BooleanField: bool,
    models.CharField: str,
    models.ForeignKey: int,
    models.PositiveIntegerField: int,
    models.TextField: str,
}


def _value(field: Any, row: Any, add: bool, database: Any) -> Any:
    value = field.pre_save(row, add)
    if value is None or hasattr(value, "resolve_expression"):
        return value
    return field.get_db_prep_save(value, connection=database)


def _json(value: Any) -> Any:
    return (value.dumps or json.dumps)(value.obj)


def _plain(value: Any) -> Any:
    """What the database reads back from JSON as it was. Raises TypeError for anything else."""
    match value:
        case None | bool() | int() | str():
            return value
        case Json() | Jsonb():
            return json.loads(_json(value))
        case list() | tuple():
            return [_plain(one) for one in value]
    return as_text(value)
