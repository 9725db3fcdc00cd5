"""What was sent to the database, and how long something took."""

import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections

from roles.sending import ask, is_fixed

# how a transaction is steered; not a question to the database
_STEERING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "SET CONSTRAINTS")
_WRITING = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True)
class Statement:
    """What was sent, so that it can be sent again."""

    sql: str
    params: Any
    many: bool
    fixed: bool = False  # of fixed shape: its values are text, by number

    @property
    def writes(self) -> bool:
        return self.sql.lstrip().upper().startswith(_WRITING)

    def send(self) -> None:
        """Straight to PostgreSQL as Django's cursor sends it, and every row of the answer read."""
        sql, params = self._by_django() if self.fixed else (self.sql, self.params)
        with connection.cursor() as cursor:
            (cursor.executemany if self.many else cursor.execute)(sql, params)
            if cursor.description:
                cursor.fetchall()

    def send_prepared(self) -> None:
        """As the product sends it, where it is of fixed shape."""
        if not self.fixed:
            self.send()
            return
        cursor = ask(self.sql, self.params)
        if cursor.description:
            cursor.fetchall()

    def _by_django(self) -> tuple[str, list[Any]]:
        numbers = [int(one) for one in _NUMBER.findall(self.sql)]
        return _NUMBER.sub("%s", self.sql.replace("%", "%%")), [self.params[one - 1] for one in numbers]

    def exchanged(self, pairs: dict[Any, Any]) -> "Statement":
        """The same statement about something else."""
        exchanged = _exchanged_text if self.fixed else _exchanged
        return Statement(self.sql, exchanged(self.params, pairs), self.many, self.fixed)


_NUMBER = re.compile(r"\$(\d+)(?=::)")


def _exchanged(value: Any, pairs: dict[Any, Any]) -> Any:
    if isinstance(value, list | tuple):
        return [_exchanged(one, pairs) for one in value]
    if isinstance(value, dict):
        return {
            name: str(uuid.uuid4()) if name == "token" and one else _exchanged(one, pairs)
            for name, one in value.items()
        }
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()  # a form's token works once
    return pairs.get(value, value) if type(value) in (int, str) else value  # True is 1 too


def _exchanged_text(values: list[Any], pairs: dict[Any, Any]) -> list[Any]:
    """Rows as JSON, keys in braces, and plain words."""
    pairs = pairs | {str(one): str(other) for one, other in pairs.items()}

    def of(value: Any) -> Any:
        if isinstance(value, str) and value.startswith("[{"):
            return json.dumps(_exchanged(json.loads(value), pairs))
        if isinstance(value, str) and value.startswith("{"):
            return "{" + ",".join(pairs.get(one, one) for one in value[1:-1].split(",")) + "}"
        return pairs.get(value, value)

    return [of(one) for one in values]


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
            seen.append(Statement(sql, params, many, is_fixed(context["cursor"])))
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(look):
        yield seen


def milliseconds(act: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
