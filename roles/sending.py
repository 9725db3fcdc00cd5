"""How statements of fixed shape go to the database: prepared, together, and counted. `fixed` makes them."""

import datetime as dt
import select
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.postgresql.psycopg_any import register_tzloader
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from psycopg import Error as PsycopgError
from psycopg import Pipeline, RawCursor
from psycopg.adapt import Transformer
from psycopg.errors import PipelineAborted
from psycopg.generators import send
from psycopg.postgres import types
from psycopg.pq import Format, TransactionStatus

TIMESTAMPTZ: Final = types["timestamptz"].oid
PREPARED: Final = 200  # statements per connection: each plan takes memory there


def as_text(value: Any) -> str | None:
    """As the database reads it. Raises TypeError for what isn't known to be read back as it was."""
    match value:
        case None:
            return None
        case bool():
            return "t" if value else "f"
        case str() | int() | Decimal() | UUID():
            return str(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case Iterable():
            return "{" + ",".join(str(int(one)) for one in value) + "}"
    raise TypeError(f"No value of a fixed statement: {type(value).__name__}")


class _Pipeline(Pipeline):
    """psycopg's gives each statement to the network by itself, and at the end asks for the answers once more. Here all
    that is left goes in one go, and where there is nothing nothing goes."""

    def _exit_gen(self) -> Any:
        if self.command_queue or self.result_queue:
            self._enqueue_sync()
            while self.command_queue:
                self.command_queue.popleft()()  # to libpq, which keeps it until the last
            yield from send(self.pgconn)
            yield from self._fetch_gen(flush=False)


class _Cursor(RawCursor[Any]):
    """psycopg's, which in a pipeline waits for the answer to BEGIN, and sends each statement by itself. Here all of it is
    sent at once, when the first answer is asked for or the pipeline ends."""

    def _start_query(self, query: Any = None) -> Any:
        psycopg: Any = self._conn
        idle = psycopg.pgconn.transaction_status == TransactionStatus.IDLE
        if not psycopg._pipeline or psycopg.autocommit or not idle:
            yield from super()._start_query(query)
            return
        self._tx = Transformer(self)
        if not psycopg._pipeline.command_queue:
            yield from psycopg._exec_command(psycopg._get_tx_start_command())

    def _execute_gen(self, query: Any, params: Any = None, **how: Any) -> Any:
        if not self._conn._pipeline:
            yield from super()._execute_gen(query, params, **how)
            return
        yield from self._start_query(query)
        yield from self._maybe_prepare_gen(self._convert_query(query, params), **how)

    def _fetch_pipeline(self) -> None:
        pipeline: Any = self._conn._pipeline
        if pipeline and pipeline.command_queue:
            self._conn.wait(pipeline._communicate_gen())
        super()._fetch_pipeline()


class _Prepared(CursorWrapper):
    """Leaves the values to the database, and has it keep the plan. What Django's own cursors send isn't prepared.
    `anew`: a plan for these values, which isn't kept."""

    anew = False

    def _execute(self, sql: str, params: Any, *ignored: Any) -> Any:
        self.db.validate_no_broken_transaction()
        psycopg, prepares = self.db.connection, settings.DATABASE_PREPARES
        psycopg.prepare_threshold, psycopg.prepared_max = (0, PREPARED) if prepares else (None, 0)
        try:
            with self.db.wrap_database_errors:
                return self.cursor.execute(sql, params, prepare=prepares and not self.anew)
        finally:
            psycopg.prepare_threshold = None


class _Seen(_Prepared, CursorDebugWrapper):
    """The same, in Django's own log of queries: as it was sent, without what it was filled in with."""

    @contextmanager
    def debug_sql(self, sql: Any = None, *args: Any, **kwargs: Any) -> Iterator[None]:
        yield
        self.db.queries_log.append({"sql": sql, "time": "0"})


def ask(sql: str, values: Sequence[Any], *, anew: bool = False) -> Any:
    """The open cursor of a statement with `$1`, `$2` …: its rows are read from that. `anew`: planned for these values."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    _connect(database)
    psycopg = database.connection
    cursor: Any = _Cursor(psycopg)
    if database.timezone != psycopg.adapters.get_loader(TIMESTAMPTZ, Format.TEXT).timezone:
        register_tzloader(database.timezone, cursor)
    wrapper = (_Seen if database.queries_logged else _Prepared)(cursor, database)
    wrapper.anew = anew
    wrapper.execute(sql, [as_text(one) for one in values])
    return wrapper


def _connect(database: Any) -> None:
    """At the first statement of a page Django asks whether the connection still works, and waits for the answer. A server
    that ended it has said so: on a connection that waits for nothing there is then something to read."""
    if database.connection is not None:
        if database.health_check_done or not database.health_check_enabled:
            return
        database.health_check_done = _is_quiet(database.connection)
    database.close_if_health_check_failed()
    database.ensure_connection()


def _is_quiet(psycopg: Any) -> bool:
    if psycopg.closed:
        return False
    wait = select.poll()
    wait.register(psycopg.fileno(), select.POLLIN)
    return not wait.poll(0)


def ask_quietly(sql: str, values: Sequence[str]) -> None:
    """As BEGIN is: what belongs to the transaction itself, seen by no watcher."""
    _Prepared(_Cursor(connection.connection), connection)._execute(sql, list(values))


def is_fixed(cursor: Any) -> bool:
    """Whether that cursor sends statements of fixed shape: nothing can be put in front of those."""
    return isinstance(cursor, _Prepared)


# --- together ----------------------------------------------------------------------------------------------------


_later: ContextVar[list[Callable[[], None]] | None] = ContextVar("later", default=None)


@contextmanager
def together() -> Iterator[None]:
    """What is asked in here travels in one round trip, also with the BEGIN before it. Only fixed statements may be.

    Each sees what the ones before it did, and waits for their locks. An error shows when the first answer is read, or
    at the end. Where preparing is switched off each travels by itself.
    """
    if _later.get() is not None or not settings.DATABASE_PREPARES:
        yield
        return
    database: Any = connections[DEFAULT_DB_ALIAS]
    _connect(database)
    psycopg = database.connection
    psycopg._pipeline = psycopg._pipeline or _Pipeline(psycopg)
    later: list[Callable[[], None]] = []
    outside = _later.set(later)
    try:
        with database.wrap_database_errors, _what_broke_it(), psycopg.pipeline():
            yield
    finally:
        _later.reset(outside)
    for finish in later:
        finish()


@contextmanager
def _what_broke_it() -> Iterator[None]:
    """What is sent after a statement that fails is told to be aborted, and psycopg may raise that, depending on how fast
    the answers come. It is the failure itself that counts: a deadlock is tried again, a broken rule is told in words."""
    try:
        yield
    except PipelineAborted as aborted:
        before: BaseException | None = aborted
        while isinstance(before, PipelineAborted):
            before = before.__context__
        if not isinstance(before, PsycopgError):
            raise
        raise before.with_traceback(None) from None


def is_together() -> bool:
    """Whether what is asked now travels with others."""
    return _later.get() is not None


def then(finish: Callable[[], None]) -> None:
    """Once the answer is there."""
    later = _later.get()
    if later is None:
        finish()
    else:
        later.append(finish)


# --- counted -----------------------------------------------------------------------------------------------------

_watchers: list[Callable[[str], object]] = []


def watch(tell: Callable[[str], object]) -> None:
    """Have this called when a statement is composed, when one is let go for others, and when the roster is read:
    /metrics counts them."""
    _watchers.append(tell)


def happened(what: str) -> None:
    for tell in _watchers:
        tell(what)
