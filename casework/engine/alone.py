"""Who is at a row now: one worker, for as long as it lives.

A lease must be longer than the slowest piece of work, so it makes what a killed worker left wait as long. This is a lock
of the connection: the database lets go of it at the moment the worker is gone, and never while it is still at work.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection


@contextmanager
def alone(what: str, key: int) -> Iterator[bool]:
    """Whether nobody else is at it: then it is ours until the block ends."""
    name = f"{what} {key}"
    mine = _asked("pg_try_advisory_lock", name)
    try:
        yield mine
    finally:
        if mine:
            with suppress(DatabaseError):  # the connection is gone, and the lock with it
                _asked("pg_advisory_unlock", name)


def _asked(function: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(hashtextextended(%s, 2))", [name])
        return bool(cursor.fetchone()[0])
