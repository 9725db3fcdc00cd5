"""Rows for COPY: kept per table until they are written in bulk, with ids that are handed out beforehand."""

from typing import Any

from django.db import connection, models, transaction

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.holding import hold

Row = dict[str, Any]


class Table:
    """The rows of one table that wait to be copied in.

    Those of work items get no ids here: routing adds to them meanwhile, so there the database numbers.
    """

    def __init__(self, model: type[models.Model]) -> None:
        self.name, self.numbered = model._meta.db_table, model is not WorkItem
        fields = [one for one in model._meta.concrete_fields if self.numbered or not one.primary_key]
        self.columns = [one.column for one in fields]
        # what has no default here must be given: COPY refuses an Ellipsis
        self.empty: Row = {one.attname: _default(one) for one in fields}
        self.waiting: list[Row] = []
        self.last = model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0

    def add(self, **values: Any) -> Row:
        """One row; it may still be changed until it is copied. Raises KeyError for a column that isn't there."""
        row = self.empty | values
        if self.numbered:
            self.last += 1
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
                copy.write_row(tuple(row.values()))
        if self.numbered:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [self.name, rows[-1]["id"]])


def _default(one: Any) -> Any:
    if one.has_default() and not callable(one.default):
        return one.default
    if getattr(one, "auto_now", False) or getattr(one, "auto_now_add", False) or one.has_default():
        return ...
    if one.null:
        return None
    return "" if one.empty_strings_allowed and one.blank else ...


Batch = list[tuple[Table, list[Row]]]


class Tables:
    """By model, in the order in which they were first asked for."""

    def __init__(self) -> None:
        self._of: dict[type[models.Model], Table] = {}

    def __getitem__(self, model: type[models.Model]) -> Table:
        if model not in self._of:
            self._of[model] = Table(model)
        return self._of[model]

    def take(self) -> Batch:
        return [(table, taken) for table in self._of.values() if (taken := table.take())]


def write(batch: Batch) -> None:
    """All or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, taken in batch:
            if table.name == WorkItem._meta.db_table:
                hold(Case, {row["case_id"] for row in taken})  # they were written above
            table.copy(cursor, taken)
