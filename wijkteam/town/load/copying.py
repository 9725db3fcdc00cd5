"""Rows for COPY: kept per table until they are written in bulk, with ids that are handed out beforehand."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pghistory
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from psycopg.types.json import Jsonb

from casework.cases.work import WorkItem
from casework.people.bsn import EncryptedTextField
from casework.people.models import Person

Row = dict[str, Any]

# The database keeps the history of these by itself, as each is added.
_WITH_HISTORY: Final = (Person,)


class Table:
    """The rows of one table that wait to be copied in.

    Of `sharers` processes that write at once the one in this `place` hands out ids of its own. Those of work items get
    no ids here: routing adds to them meanwhile, so there the database numbers.
    """

    def __init__(self, model: type[models.Model], place: int, sharers: int) -> None:
        self.name, self.numbered = model._meta.db_table, model is not WorkItem
        self.has_history = model in _WITH_HISTORY
        fields = [one for one in model._meta.concrete_fields if self.numbered or not one.primary_key]
        self.columns = [one.column for one in fields]
        # what has no default here must be given: COPY refuses an Ellipsis
        self.empty: Row = {one.attname: _default(one) for one in fields}
        # how a value of a column is written, where COPY wouldn't know it by itself
        self._kept = [(place, kept) for place, one in enumerate(fields) if (kept := _kept(one))]
        self.waiting: list[Row] = []
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0
        self.sharers, self.last = sharers, last - (last - place) % sharers

    def add(self, **values: Any) -> Row:
        """One row; it may still be changed until it is copied. Raises KeyError for a column that isn't there."""
        row = self.empty | values
        if self.numbered:
            self.last += self.sharers
            row["id"] = self.last
        if len(row) != len(self.empty):
            raise KeyError(f"{self.name}: {values.keys() - self.empty.keys()}")
        self.waiting.append(row)
        return row

    def take(self) -> list[Row]:
        """What waits, to be copied; from now on these rows are final."""
        taken, self.waiting = self.waiting, []
        return taken

    def copy(self, cursor: Any, rows: list[Row]) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns)
        with cursor.copy(f'COPY "{self.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                values = list(row.values())
                for place, kept in self._kept:
                    values[place] = kept(values[place])
                copy.write_row(values)


def _kept(one: Any) -> Any:
    if isinstance(one, models.JSONField):
        return lambda value: Jsonb(value) if isinstance(value, dict | list) else value
    return one.get_prep_value if isinstance(one, EncryptedTextField) else None


def _default(one: Any) -> Any:
    if one.has_default() and not callable(one.default):
        return one.default
    if one.default in (list, dict):
        return one.default()
    if getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False) or one.has_default():
        return ...
    if one.null:
        return None
    return "" if one.empty_strings_allowed and one.blank else ...


Batch = list[tuple[Table, list[Row]]]


class Tables:
    """By model, in the order in which they were first asked for."""

    def __init__(self, place: int = 0, sharers: int = 1) -> None:
        self._share = place, sharers
        self._of: dict[type[models.Model], Table] = {}

    def __getitem__(self, model: type[models.Model]) -> Table:
        if model not in self._of:
            self._of[model] = Table(model, *self._share)
        return self._of[model]

    def take(self) -> Batch:
        return [(table, taken) for table in self._of.values() if (taken := table.take())]


@contextmanager
def in_bulk() -> Iterator[None]:
    """Within a transaction that writes many rows of which history is kept.

    The database asks for each who made it: without an answer that question fails, which costs it as much as a row. And at
    each it goes through all that waits for the end of the transaction: so nothing waits.
    """
    with pghistory.context(by="belastinggegevens"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def write(batch: Batch) -> None:
    """All or nothing. That what is pointed to exists, and who holds what, isn't asked of the database for each row: it
    is so by how the rows are made, and a test looks."""
    with transaction.atomic(), in_bulk(), connection.cursor() as cursor:
        for with_history in (True, False):
            cursor.execute(f"SET LOCAL session_replication_role = {'origin' if with_history else 'replica'}")
            for table, taken in batch:
                if table.has_history is with_history:
                    table.copy(cursor, taken)
        cursor.execute("SET LOCAL session_replication_role = origin")


def number_on() -> None:
    """Let the database number on after the ids that were handed out here."""
    ours = (apps.get_app_config(app) for app in ("casework", "roles", "wijkweb"))
    every = [one for app in ours for one in app.get_models(include_auto_created=True)]
    found = [one for one in every if one._base_manager.exists()]  # else it would begin again at one
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)
