"""The only code that writes money rows. Every movement is a row; a balance is a sum; nothing is ever changed.

The database refuses an update, a delete and any sum below zero (see `LedgerEntry`).
"""

import datetime as dt
from decimal import Decimal

from casework.vangnet.models import LedgerEntry, LedgerKind, VangnetBudget, VangnetRequest
from roles.models import User


def provide(budget: VangnetBudget, *, amount: Decimal, by: User | None, at: dt.datetime, words: str) -> LedgerEntry:
    """Give the budget `amount` euros; negative takes back what is still free."""
    return LedgerEntry.objects.create(budget=budget, kind=LedgerKind.TOEKENNING, free=amount, by=by, at=at, words=words)


def reserve(request: VangnetRequest, *, amount: Decimal, by: User | None, at: dt.datetime) -> LedgerEntry:
    return _move(request, LedgerKind.RESERVERING, by, at, free=-amount, reserved=amount)


def release(request: VangnetRequest, *, amount: Decimal, by: User | None, at: dt.datetime) -> LedgerEntry:
    """What was reserved and isn't needed becomes free again."""
    return _move(request, LedgerKind.VRIJVAL, by, at, free=amount, reserved=-amount)


def pay(request: VangnetRequest, *, amount: Decimal, by: User | None, at: dt.datetime) -> LedgerEntry:
    return _move(request, LedgerKind.BETALING, by, at, reserved=-amount, spent=amount)


def take_back(request: VangnetRequest, *, amount: Decimal, by: User | None, at: dt.datetime) -> LedgerEntry:
    """What came back from the financier is free to spend again."""
    return _move(request, LedgerKind.TERUG, by, at, free=amount, returned=amount)


def _move(
    request: VangnetRequest, kind: LedgerKind, by: User | None, at: dt.datetime, **columns: Decimal
) -> LedgerEntry:
    return LedgerEntry.objects.create(budget_id=request.budget_id, request=request, kind=kind, by=by, at=at, **columns)
