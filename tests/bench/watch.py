"""What was sent to the database, and how long something took."""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections

# how a transaction is steered; not a question to the database
_STEERING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "SET CONSTRAINTS")
_WRITING = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Statement:
    """What was sent, so that it can be sent again."""

    sql: str
    params: Any
    many: bool

    @property
    def writes(self) -> bool:
        return self.sql.lstrip().upper().startswith(_WRITING)

    def send(self) -> None:
        """Straight to PostgreSQL, and every row of the answer read."""
        with connection.cursor() as cursor:
            (cursor.executemany if self.many else cursor.execute)(self.sql, self.params)
            if cursor.description:
                cursor.fetchall()

    def exchanged(self, pairs: dict[Any, Any]) -> "Statement":
        """The same statement about something else."""
        return Statement(self.sql, _exchanged(self.params, pairs), self.many)


def _exchanged(value: Any, pairs: dict[Any, Any]) -> Any:
    if isinstance(value, list | tuple):
        return [_exchanged(one, pairs) for one in value]
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()  # a form's token works once
    return pairs.get(value, value) if type(value) in (int, str) else value  # True is 1 too


@dataclass(frozen=True)
class Measured:
    """Something to time: how many statements it takes, ours, and its floor."""

    statements: int
    ours: Callable[[], object]
    floor: Callable[[], object]


@contextmanager
def watched() -> Iterator[list[Statement]]:
    """Every statement of the product in between, in order; transaction control not."""
    seen: list[Statement] = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_STEERING):
            seen.append(Statement(sql, params, many))
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(look):
        yield seen


def milliseconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
