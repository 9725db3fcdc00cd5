"""The only way to lock anchors: the roster first (shared), then the bare rows, in the order of their keys.

Whoever writes what is derived from an anchor holds it, and reads what it derives from after that. The database keeps
which are held, for as long as the transaction lasts, and refuses open work of any other (see `only_while_held`).
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

import pgtrigger
from django.db import connection, models

from casework.engine.errors import LockOrder, MovedAway, OutsideTheDoor
from casework.law.models import clock_as_of
from roles import roster
from roles.fixed import Asked, Select, Slot, together
from roles.roster import ROSTER
from roles.sending import ask

# begins with SELECT, so that nothing of the history is sent along: it writes nothing
_HOLD: Final = """
SELECT * FROM (
WITH before AS MATERIALIZED (SELECT {before} AS ids),
     roster AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared({roster})),
     held AS MATERIALIZED (
         SELECT row.{pk} AS id FROM {table} AS row, roster WHERE row.{pk} = ANY($1::bigint[])
          ORDER BY row.{pk} FOR NO KEY UPDATE OF row{skip}
     ),
     known AS MATERIALIZED (SELECT unnest(string_to_array(before.ids, ',')::bigint[]) AS id FROM before),
     found AS MATERIALIZED (
         SELECT array_agg(id) AS ids,
                string_agg(id::text, ',') FILTER (WHERE id NOT IN (SELECT id FROM known)) AS list
           FROM held
     )
SELECT found.ids, before.ids, wijkteam_roster_version(),
       set_config('{setting}', concat_ws(',', nullif(before.ids, ''), found.list), true)
  FROM found, before
) AS it
"""


_any_order: ContextVar[bool] = ContextVar("any_order", default=False)


@dataclass(frozen=True, slots=True)
class Held:
    """Anchors of one kind whose lock this transaction has: what asks for one can't be called without. `roster`: its
    version, which stays so."""

    model: type[Any]
    ids: frozenset[int]
    roster: int | None = None


def hold(model: type[Any], ids: Iterable[int], *, wait: bool = True) -> Held:
    """Lock these; what is read from here on is as it stands now. What doesn't exist isn't held, and without `wait`
    neither is what somebody else holds.

    Raises OutsideTheDoor outside a transaction, and LockOrder where one that comes before is asked for after one that
    comes later: two who do that wait for each other.
    """
    return hold_soon(model, ids, wait=wait)()


def hold_soon(model: type[Any], ids: Iterable[int], *, wait: bool = True) -> Callable[[], Held]:
    """The same, asked now: what is asked for after it sees what is there then. What it gives is to be called."""
    if not connection.in_atomic_block:
        raise OutsideTheDoor("Er is geen transactie waarin iets vastgehouden kan worden.")
    wanted = sorted(set(ids))
    if not wanted:
        return lambda: Held(model, frozenset())
    asked = ask(_statement(model, wait=wait), [wanted])
    return lambda: _held(model, asked.fetchall())


def _held(model: type[Any], rows: list[Any]) -> Held:
    ((found, before, version, _),) = rows
    held_before = {int(one) for one in before.split(",")} if before else set()
    new = set(found or ()) - held_before
    if new and held_before and min(new) < max(held_before) and not _any_order.get():
        raise LockOrder(f"{model.__name__} {min(new)} na {max(held_before)}")
    clock_as_of(version)
    return Held(model, frozenset(found or ()), version)


def hold_roster() -> None:
    """Who is there stays so until this transaction ends: for who locks something else before the anchors."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ROSTER])


def hold_token(token: uuid.UUID) -> None:
    """Where there is no anchor to lock yet, the form's token is the lock: a second click waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(token)])


@contextmanager
def in_any_order() -> Iterator[None]:
    """Histories are told as they went, from one anchor to another and back. Nobody can be stuck by it: who has the
    roster alone is the only one who holds any."""
    roster.change()
    before = _any_order.set(True)
    try:
        yield
    finally:
        _any_order.reset(before)


def locked(model: type[Any], pk: int) -> tuple[Held, Any]:
    """One anchor under its lock, as it stands in the database. Raises DoesNotExist."""
    with together():
        held, row = hold_soon(model, [pk]), locked_soon(model, pk)
    return held(), row()


def locked_soon(model: type[Any], pk: int) -> Callable[[], Any]:
    """Of an anchor that is asked to be held: as it stands then."""
    return _one_of(model, _for_page(cast(Any, model)).send(pk=pk))


def _one_of(model: type[Any], asked: Asked) -> Callable[[], Any]:
    def read() -> Any:
        row = next(asked.objects(), None)
        if row is None:
            raise model.DoesNotExist
        return row

    return read


@cache
def _for_page(model: Any) -> Select:
    return Select(lambda pk: model._default_manager.for_page().filter(pk=pk).order_by(), pk=Slot.ID)


def locked_row(model: type[Any], pk: int, rows: models.QuerySet[Any] | None = None) -> Any:
    """A row that is no anchor, locked and as it stands. `rows` reads others with it: of what hangs on nothing only
    after the lock, because what was joined to it while waiting would be the past. Raises DoesNotExist.
    """
    row = _one_of(model, _bare(cast(Any, model)).send(pk=pk))()
    return row if rows is None else rows.get(pk=pk)


def locked_on(anchor: Any, model: type[Any], pk: int, rows: models.QuerySet[Any] | None = None) -> Any:
    """A row that hangs on an anchor that is held: locked, as it stands, and with that anchor in place. Raises
    DoesNotExist, MovedAway."""
    row = locked_row(model, pk, rows)
    hang_on(row, anchor)
    return row


def hang_on(row: Any, anchor: Any) -> None:
    """The anchor as it is held, in place of the one that was read with the row; never that of another, which saving it
    would bring back. Raises MovedAway. What hangs on it by way of another (a number of its person) has no key of it."""
    name = getattr(row, "anchor_field", anchor.anchor_field)
    if getattr(row, f"{name}_id", anchor.pk) != anchor.pk:
        raise MovedAway
    setattr(row, name, anchor)


@cache
def _bare(model: Any) -> Select:
    rows = model._default_manager.order_by().select_for_update(no_key=True)
    return Select(lambda pk: rows.filter(pk=pk), pk=Slot.ID)


def locked_child_soon(model: type[Any], pk: int) -> Callable[[], Any]:
    """A row that hangs on an anchor that is asked to be held: who else would change it waits, so it can be read as it
    is locked."""
    return _one_of(model, _child(cast(Any, model)).send(pk=pk))


@cache
def _child(model: Any) -> Select:
    rows = model._default_manager.select_related(*model.alongside).order_by()
    return Select(lambda pk: rows.select_for_update(of=("self",), no_key=True).filter(pk=pk), pk=Slot.ID)


def _statement(model: type[Any], *, wait: bool) -> str:
    table = model._meta.db_table
    return _HOLD.format(
        before=f"coalesce(current_setting('{setting_of(table)}', true), '')" if _goes_on() else "''",
        roster=ROSTER,
        table=table,
        pk=model._meta.pk.column,
        skip="" if wait else " SKIP LOCKED",
        setting=setting_of(table),
    )


def setting_of(table: str) -> str:
    """Under which name the database keeps which rows of it are held."""
    return f"wijkteam.held_{table}"


def _goes_on() -> bool:
    """Whether this transaction held something before. A test's own transaction around many of ours doesn't count."""
    outermost = next((one for one in connection.atomic_blocks if not getattr(one, "_from_testcase", False)), None)
    if outermost is None:
        return False
    before = getattr(connection, "holds_within", None)
    connection.holds_within = outermost  # type: ignore[attr-defined]
    return before is outermost


def only_while_held(table: str, anchor_column: str) -> tuple[pgtrigger.Trigger, ...]:
    """The triggers of a table of open work: no row is written of an anchor of `table` that isn't held."""
    return tuple(
        pgtrigger.Trigger(
            name=f"{name}_only_while_held",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**{which: "rows"}),  # type: ignore[no-untyped-call]
            func=_REFUSE.format(column=anchor_column, setting=setting_of(table)),
        )
        for name, operation, which in (("added", pgtrigger.Insert, "new"), ("changed", pgtrigger.Update, "new"))
    )


_REFUSE: Final = """
IF EXISTS (
    SELECT 1 FROM rows WHERE {column} NOT IN (
        SELECT unnest(string_to_array(coalesce(current_setting('{setting}', true), ''), ',')::bigint[])
    )
) THEN
    RAISE EXCEPTION 'open work of what is not held: {column}' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NULL;
"""
