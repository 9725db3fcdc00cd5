"""Who makes a change is told to the database once per transaction, where pghistory tells it before each statement.

Sent with the first that writes, again when more became known of who it is, and again after going back to a savepoint:
what was set since is gone then.
"""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final
from weakref import WeakKeyDictionary

from pghistory import config, runtime
from psycopg.pq import TransactionStatus

from roles import sending

TELL: Final = "SELECT set_config('pghistory.context_id', $1::text, true), set_config('pghistory.context_metadata', $2::text, true)"
_glued: Final = runtime._inject_history_context
_can_tell: Final[Callable[..., bool]] = runtime._can_inject_variable  # not with a reading, nor by a cursor with a name
# by connection, in its transaction: of which request, and what is known of it
_told: Final[WeakKeyDictionary[Any, tuple[Any, dict[str, Any]]]] = WeakKeyDictionary()


def lay_down() -> None:
    """From here on pghistory's own way of telling is this one."""
    runtime._inject_history_context = _once


def _once(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    psycopg, ours = context["connection"].connection, sending.is_fixed(context["cursor"])
    if psycopg is None or psycopg.autocommit:
        # outside a transaction nothing that is tracked is written by a fixed statement: `fixed` refuses that
        return execute(sql, params, many, context) if ours else _glued(execute, sql, params, many, context)
    if psycopg.pgconn.transaction_status == TransactionStatus.IDLE:
        _told.pop(psycopg, None)  # one is about to begin, perhaps by reading: what the one before it was told is gone
    if isinstance(sql, str) and sql.startswith("ROLLBACK TO"):
        _told.pop(psycopg, None)
        return execute(sql, params, many, context)  # told before this, it would be gone after it
    if _is_told(psycopg) or not _can_tell(context["cursor"], sql):
        return execute(sql, params, many, context)
    value = runtime._tracker.value
    told = (value.id, deepcopy(value.metadata))
    if not ours and not sending.is_together():
        done = _glued(execute, sql, params, many, context)
    else:
        sending.ask_quietly(TELL, (str(value.id), json.dumps(value.metadata, cls=config.json_encoder())))
        done = execute(sql, params, many, context)
    _told[psycopg] = told
    return done


def _is_told(psycopg: Any) -> bool:
    """In this transaction."""
    value, told = runtime._tracker.value, _told.get(psycopg)
    return told is not None and told == (value.id, value.metadata)
