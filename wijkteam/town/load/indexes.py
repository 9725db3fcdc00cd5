"""What a database does meanwhile for its readers is done at once when many rows are written: keeping each index in order
with every row costs as much as the rows themselves. The superuser of a demo or test may; the role of a real website can't.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from django.apps import apps
from django.db import connection, models

from roles.models import Reading

_AT_ONCE: Final = 2  # tables
_MEMORY: Final = "256MB"  # to sort in, for each


def set_aside() -> None:
    """Let the indexes of what cases consist of be, until `make_whole`: for rows that are right by how they are made."""
    tables = [one._meta.db_table for one in apps.get_app_config("casework").get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pg_index SET indisvalid = false, indisready = false"
            " WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary AND NOT indisexclusion",
            [[*tables, Reading._meta.db_table]],
        )


def make_whole() -> None:
    """Make every index that was set aside, also by who was broken off before it came to this."""
    _of_each(
        "SELECT DISTINCT indrelid::regclass::text, pg_relation_size(indrelid) FROM pg_index"
        " WHERE NOT indisvalid ORDER BY 2 DESC",
        f"SET maintenance_work_mem = '{_MEMORY}'; REINDEX TABLE {{}}",
    )


def settle() -> None:
    """What autovacuum would have done by now: the planner knows the tables, index-only scans can skip them."""
    if connection.in_atomic_block:
        return  # VACUUM can't
    _of_each(
        "SELECT quote_ident(relname), n_live_tup FROM pg_stat_user_tables"
        " WHERE last_analyze IS NULL OR n_mod_since_analyze > 0 ORDER BY 2 DESC",  # the others are as they were
        "VACUUM (ANALYZE) {}",
    )


def learn(*of: type[models.Model]) -> None:
    """Let the planner know what stands in these tables now."""
    for model in of:
        _run(f"ANALYZE {model._meta.db_table}")


def _of_each(tables: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(tables)
        statements = [statement.format(name) for name, _ in cursor.fetchall()]
    if connection.in_atomic_block:  # another connection would wait for this one
        for one in statements:
            _run(one)
        return
    with ThreadPoolExecutor(_AT_ONCE) as both:
        list(both.map(_run_aside, statements))


def _run(statements: str) -> None:
    with connection.cursor() as cursor:
        for one in statements.split("; "):
            cursor.execute(one)


def _run_aside(statements: str) -> None:
    _run(statements)
    connection.close()  # of this thread
