"""Rows of several models, written in one statement: what an ending costs doesn't grow with the number of nouns."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Case, Value, When
from django.db.models.functions import Cast
from django.db.models.sql.subqueries import UpdateQuery


def write_together(
    groups: Iterable[tuple[Sequence[Any], Sequence[str]]], also: Iterable[tuple[Any, dict[str, Any]]] = ()
) -> None:
    """Save these columns of these rows, per group of one model, and update each queryset of `also`."""
    updates = [_update_of(rows, columns) for rows, columns in groups if rows and columns]
    updates += [_compiled(rows, values) for rows, values in also]
    if not updates:
        return
    with connection.cursor() as cursor:
        cursor.execute("; ".join(sql for sql, _ in updates), [one for _, params in updates for one in params])


def _update_of(rows: Sequence[Any], columns: Sequence[str]) -> tuple[str, tuple[Any, ...]]:
    """As `bulk_update` writes it: a value per row."""
    model = type(rows[0])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values: dict[str, Any] = {}
    for column in columns:
        field: Any = fields.get(column) or model._meta.get_field(column)
        whens = [When(pk=row.pk, then=Value(getattr(row, field.attname), output_field=field)) for row in rows]
        values[field.name] = Cast(Case(*whens, output_field=field), output_field=field)
    return _compiled(model._default_manager.filter(pk__in=[row.pk for row in rows]), values)


def _compiled(rows: models.QuerySet[Any], values: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    query: Any = rows.query.chain(UpdateQuery)
    query.add_update_values(values)
    sql, params = query.get_compiler(connection=connection).as_sql()
    return sql, tuple(params)
