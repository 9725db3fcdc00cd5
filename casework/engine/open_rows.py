"""What routing needs to know of anchors, read in one query for any number of them.

Everything is literal (ids, words, days), so that routing itself can be a pure function.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from casework.engine.look_again import look_of, read_look
from casework.engine.noun import Noun, OpenRows
from casework.engine.registry import hanging_on, model_of, once
from roles import kept
from roles.fixed import Asked, Select, Slot


class OpenRow(dict[str, Any]):
    """One row; its values by attribute, days already read as days."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class Situation:
    """One anchor as routing sees it: its own columns, and the open rows of every noun that hangs on it."""

    row: OpenRow
    rows: dict[str, tuple[OpenRow, ...]]
    closed_to: frozenset[int]
    is_open: bool
    roster: int | None  # its version when they were read

    @property
    def at_rest(self) -> bool:
        """Closed, and nothing of it waits for anybody any more."""
        return not self.is_open and not any(self.rows.values())

    @property
    def needs_mandates(self) -> bool:
        return any(self.rows[name] for name in _mandated(self.row.model))

    @property
    def organisations(self) -> set[int]:
        """Everyone outside the team who may have a turn, or is kept from one by working there."""
        return self._ids(_naming(self.row.model, "organisations"))

    @property
    def people(self) -> set[int]:
        """Everyone named somewhere, whose own memberships decide whether they are there."""
        return self._ids(_naming(self.row.model, "people"))

    @property
    def teams(self) -> set[int]:
        return {self.row.team_id} | self._ids(_naming(self.row.model, "teams"))

    def related(self, relation: Any) -> set[int]:
        """Who stands to this anchor in that way, by one of its rows."""
        return self._ids(_relating(self.row.model, relation))

    def _ids(self, columns: Iterable[tuple[str, str]]) -> set[int]:
        result = {row[column] for name, column in columns for row in self.rows[name]}
        return {one for one in result if one}


# Of an anchor: in which columns of which noun.


@once
def _naming(model: type[Any], sort: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, column) for name, one in _read(model) for column in getattr(one, sort))


@once
def _relating(model: type[Any], relation: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, column) for name, one in _read(model) for column in one.relations.get(relation, ()))


@once
def _mandated(model: type[Any]) -> tuple[str, ...]:
    return tuple(name for name, one in _read(model) if one.mandates)


def _read(model: type[Any]) -> list[tuple[str, OpenRows]]:
    return [(one.name, one.open_rows) for one in hanging_on(model) if one.open_rows is not None]


def _reading(noun: Noun, on: dt.date) -> ArraySubquery:
    """The open rows of a noun, as JSON."""
    model, reads = model_of(noun), noun.open_rows
    assert model is not None
    assert reads is not None
    columns = {"id": "public_id", "since": "state_since", **{name: name for name in reads.columns}}
    nested = {name: make(on) for name, make in reads.nested.items()}
    rows = reads.rows(on).filter(**{model.anchor_field: OuterRef("pk")}).order_by("pk")
    return ArraySubquery(rows.values(json=JSONObject(**columns, **nested)))


@once
def _query(model: type[Any]) -> Select:
    rule, hanging = _own(model), _hanging(model)

    def build(on: dt.date, ids: list[int]) -> Any:
        # a noun may be called as a column of its anchor is
        subqueries = {f"of_{one.name}": _reading(one, on) for one in hanging}
        rows = rule.rows(on).filter(pk__in=ids).order_by("pk")
        rows = rows.annotate(**subqueries, **{name: make(on) for name, make in rule.nested.items()})
        rows = rows.annotate(look=look_of(model), roster=kept.version())
        return rows.values_list("pk", "look", "roster", *rule.columns, *subqueries, *rule.nested, named=True)

    return Select(build, on=Slot.DAY, ids=Slot.IDS)


@once
def _own(model: type[Any]) -> OpenRows:
    """What the anchor says of itself: its rows are itself."""
    rule = next(one.open_rows for one in hanging_on(model) if model_of(one) is model)
    assert rule is not None
    return rule


@once
def _hanging(model: type[Any]) -> list[Noun]:
    return [one for one in hanging_on(model) if one.open_rows is not None and model_of(one) is not model]


def read(model: type[Any], ids: Iterable[int], on: dt.date) -> Iterator[Situation]:
    """The situation of these anchors of one kind: one query."""
    return send(model, ids, on)()


def send(model: type[Any], ids: Iterable[int], on: dt.date) -> Callable[[], Iterator[Situation]]:
    """The same, asked now and read later."""
    asked = _query(model).send(on=on, ids=ids)
    return lambda: _situations(model, asked)


def _situations(model: type[Any], asked: Asked) -> Iterator[Situation]:
    rule, own_name = _own(model), next(one.name for one in hanging_on(model) if model_of(one) is model)
    hanging = _hanging(model)
    for found in asked.rows():
        values = found._asdict()
        row = OpenRow({name: values[name] for name in ("pk", *rule.columns, *rule.nested)}, model=model)
        row["look"] = read_look(values["look"])
        if rule.read:
            rule.read(row)
        yield Situation(
            row=row,
            rows={own_name: (row,)}
            | {one.name: tuple(_made(one, json) for json in values[f"of_{one.name}"]) for one in hanging},
            closed_to=frozenset(row.get("closed_to") or ()),
            is_open=row[model.state_field] in model.open_states,
            roster=values["roster"],
        )


@once
def _kinds(noun: Noun) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Which columns are days, amounts and moments: as the model says, or for an annotation the noun."""
    model, reads = model_of(noun), noun.open_rows
    assert model is not None
    assert reads is not None
    days, amounts, moments = ["since", *reads.days], list(reads.amounts), list[str]()
    for name in reads.columns:
        try:
            field = model._meta.get_field(name.removesuffix("_id"))
        except FieldDoesNotExist:
            continue
        if isinstance(field, models.DateTimeField):
            moments.append(name)
        elif isinstance(field, models.DateField):
            days.append(name)
        elif isinstance(field, models.DecimalField):
            amounts.append(name)
    return tuple(days), tuple(amounts), tuple(moments)


def _made(noun: Noun, json: dict[str, Any]) -> OpenRow:
    row = OpenRow(json)
    days, amounts, moments = _kinds(noun)
    for name in moments:
        if row[name] is not None:
            row[name] = dt.datetime.fromisoformat(row[name])
    for name in days:
        if row[name] is not None:
            row[name] = dt.date.fromisoformat(row[name][:10])
    for name in amounts:
        if row[name] is not None:
            row[name] = Decimal(str(row[name]))
    assert noun.open_rows is not None
    if noun.open_rows.read:
        noun.open_rows.read(row)
    return row
