"""By which index something is found."""

from collections.abc import Iterable

from django.db import connection


def with_only(table: str, names: Iterable[str]) -> None:
    """Of the indexes of this table only these can be used, and no table is read whole: which of two is cheaper for a few rows
    hangs on what other tests left there."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false FROM pg_class"
            " WHERE pg_class.oid = indexrelid AND indrelid = %s::regclass AND NOT relname = ANY(%s)",
            [table, sorted(names)],
        )
