"""Much paid at once: each as it was booked by hand, or together in a file for the bank, which holds rows of one noun.

A file is made by one person and released by another; only then it leaves, and it is booked or called off once. The file
is locked first, then the cases of its payments, in the order of their keys.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse
from casework.engine.holding import hold, hold_roster, locked_on, locked_row
from casework.engine.noun import Pays
from casework.engine.words import euros
from casework.engine.writes import Write, declared_step, follow, refuse_another_state, refuse_repeated, take, write_on
from casework.vangnet import account_number, pain001
from casework.vangnet import possible_days as vangnet_days
from casework.vangnet.batches import PaymentBatch, of, pays_of
from roles.actions import Action
from roles.policy import Sight, sight

MOST: Final = 100  # payments in one go: as many cases are held while it is written

Left = list[tuple[Any, str]]  # what stayed as it was, each with why


def debtor() -> pain001.Debtor | None:
    """The municipality's own account; None where none is configured."""
    if not settings.PAYMENTS_IBAN:
        return None
    name = settings.PAYMENTS_NAME or settings.WIJKTEAM_MUNICIPALITY
    return pain001.Debtor(name, account_number.compact(settings.PAYMENTS_IBAN), settings.PAYMENTS_BIC)


def book_each(rows: Sequence[Any], *, paid_on: dt.date, by: Sight, token: uuid.UUID | None) -> Left:
    """What was paid outside of here: each whole, or not at all. A double click finds them paid already."""
    left: Left = []
    for one in rows:
        amount = pays_of(one)[1].told(one).amount
        own = uuid.uuid5(token, one.public_id) if token else None
        try:
            perform(one, "pay", by=by, token=own, paid_amount=amount, paid_on=paid_on)
        except NotNow as error:
            left.append((one, " ".join(reason.text for reason in error.reasons)))
        except NotAllowed:
            left.append((one, NOT_YOURS))
    return left


NOT_YOURS: Final = "U vroeg dit zelf aan of besloot erover. Een ander betaalt uit."


# --- a file ----------------------------------------------------------------------------------------------------


def make_batch(
    rows: Sequence[Any],
    *,
    pay_on: dt.date,
    by: Sight,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> tuple[PaymentBatch | None, Left]:
    """One file of all that can be in it, of one noun; None where nothing could. Raises NotNow, Repeated."""
    at = at or timezone.now()
    account = debtor()
    if account is None:
        raise NotNow([Reason("Er is nog geen rekening ingesteld waarvan wordt betaald. Vraag functioneel beheer.")])
    refuse(vangnet_days.ordered(by.on).refusal(pay_on))
    name, pays = pays_of(rows[0])
    with transaction.atomic():
        hold(Case, [one.case_id for one in rows])
        refuse_repeated(by.user, token, Case)
        chosen, left = _that_can_be_paid(pays, [one.pk for one in rows][:MOST], by)
        if not chosen:
            return None, left
        batch = PaymentBatch.objects.create(
            of=name,
            pay_on=pay_on,
            made_by=by.user,
            made_at=at,
            debtor=account_number.masked(account.iban),
            # before the first of them: whose turn it is, is derived with each
            kept_from=sorted({by.user_id, *(user for one in chosen for user in pays.hands(one))}),
        )
        for one in chosen:
            with write_on(one.case, by=by, action=Action.PAY_VANGNET, obj=one, token=token, at=at) as write:
                _put_in(write, pays, one, batch)
            token = None  # the first of them carries it
        _write_file(batch, pays, account)
    return batch, left


def _that_can_be_paid(pays: Pays, keys: Sequence[int], by: Sight) -> tuple[list[Any], Left]:
    """As they stand now that their cases are held: nobody changes them any more."""
    rows = pays.model.objects.filter(pk__in=keys).select_related("case", *pays.model.alongside)
    rows = rows.order_by("case_id", "pk")
    now = sight(by.user, by.on)
    chosen, left = [], []
    for one in rows:
        if why := pays.why_not(one, now):
            left.append((one, why))
        else:
            chosen.append(one)
    return chosen, left


def _put_in(write: Write, pays: Pays, chosen: Any, batch: PaymentBatch) -> None:
    row = _taken(write, chosen, "prepare", Action.PAY_VANGNET, batch=batch)
    said = {"reference": f"{batch.public_id}-{row.public_id}"[:35], "amount": pays.told(row).amount}
    pays.payments().objects.create(batch=batch, **{pays.of: row}, **said)


def _taken(write: Write, chosen: Any, step: str, action: Action, **details: Any) -> Any:
    """A step on one of its rows, as it stands now, by who acts on the file."""
    model = type(chosen)
    row = locked_on(write.anchor, model, chosen.pk, model.objects.select_related(*model.alongside))
    declared = declared_step(row, step)
    refuse_another_state(row, declared)
    before = row.standing
    take(write, row, declared, details, action=action)
    write.save(row, soon=True)
    follow(write, row, step, before, details)
    return row


def _write_file(batch: PaymentBatch, pays: Pays, account: pain001.Debtor) -> None:
    transfers = []
    for one in of(batch):
        to = pays.told(one.paid)
        words = to.words or f"{account.name} {one.paid.public_id}"
        transfers.append(pain001.Transfer(one.reference, one.amount, to.name, to.iban, words))
    made_at = timezone.localtime(batch.made_at)
    file = pain001.message(batch.public_id, debtor=account, transfers=transfers, pay_on=batch.pay_on, at=made_at)
    batch.content, batch.sha256 = file.decode(), pain001.hash_of(file)
    batch.save()


def to_fetch(batch: PaymentBatch) -> bytes:
    """What goes to the bank. Raises NotNow where it isn't to go there any more: twice there is paid twice."""
    if batch.booked_at:
        raise NotNow([Reason("Dit bestand is al geboekt. Ophalen kan niet meer: anders betaalt de bank twee keer.")])
    if batch.cancelled_at:
        raise NotNow([Reason("Dit bestand is geannuleerd. Ophalen kan niet meer: het mag niet naar de bank.")])
    return file_of(batch)


def file_of(batch: PaymentBatch) -> bytes:
    """As it was made. Raises NotNow where what is kept isn't that any more."""
    file = batch.content.encode()
    if pain001.hash_of(file) != batch.sha256:
        raise NotNow(
            [Reason("Het bestand is niet meer zoals het werd gemaakt. Annuleer het en maak een nieuw bestand.")]
        )
    return file


# --- what is done to it ------------------------------------------------------------------------------------------


def releases(batch: PaymentBatch, sight: Sight) -> bool:
    """Four eyes: none of those who had a hand in it, and nobody in their place."""
    other = sight.apart_from({*batch.kept_from})
    return sight.user_id not in batch.kept_from and other.has(Action.RELEASE_PAYMENT)


def release(batch: PaymentBatch, *, by: Sight, token: uuid.UUID | None = None) -> PaymentBatch:
    """From then on it may go to the bank. Raises NotAllowed, NotNow, Repeated."""
    with transaction.atomic():
        batch, payments, by = _locked(batch, by, token)
        if not releases(batch, by):
            raise NotAllowed
        if batch.released_at:
            raise NotNow([Reason("Een collega gaf dit bestand al vrij.")])
        if batch.pay_on < by.on:
            raise NotNow([Reason("De betaaldag is voorbij. Annuleer dit bestand en maak een nieuw.")])
        file_of(batch)
        batch.released_by, batch.released_at = by.user, timezone.now()
        batch.save(update_fields=["released_by", "released_at"])
        _on_each(payments, "release", Action.RELEASE_PAYMENT, by, token, batch=batch, sha256=batch.sha256)
    return batch


def book(batch: PaymentBatch, *, by: Sight, token: uuid.UUID | None = None) -> PaymentBatch:
    """The bank did it. Once only. Raises NotAllowed, NotNow, Repeated."""
    with transaction.atomic():
        batch, payments, by = _locked(batch, by, token)
        if not by.has(Action.PAY_VANGNET):
            raise NotAllowed
        if not batch.released_at:
            raise NotNow([Reason("Dit bestand is nog niet vrijgegeven.")])
        if batch.pay_on > by.on:
            raise NotNow([Reason("De betaaldag is nog niet geweest.")])
        if not batch.fetched_at:
            raise NotNow([Reason("Niemand haalde dit bestand op: de bank heeft het dus nog niet. Haal het eerst op.")])
        batch.booked_by, batch.booked_at = by.user, timezone.now()
        batch.save(update_fields=["booked_by", "booked_at"])
        _on_each(payments, "book", Action.PAY_VANGNET, by, token, batch=batch)
    return batch


class ReleasedMeanwhile(NotNow):
    """It may be at the bank by now, and nobody looked there."""

    def __init__(self) -> None:
        super().__init__([Reason("Dit bestand is vrijgegeven. Kijk eerst na of de bank het niet uitvoert.")])


def call_off(
    batch: PaymentBatch, *, by: Sight, why: str, not_executed: bool = False, token: uuid.UUID | None = None
) -> PaymentBatch:
    """What is in it is to be paid as before. `not_executed`: somebody looked whether the bank doesn't do it, which is
    needed from its release on. Raises NotAllowed, NotNow, ReleasedMeanwhile, Repeated."""
    with transaction.atomic():
        batch, payments, by = _locked(batch, by, token)
        if not why.strip():
            raise NotNow([Reason("Zeg waarom.")])
        if batch.released_at and not not_executed:
            raise ReleasedMeanwhile
        batch.cancelled_by, batch.cancelled_at, batch.cancelled_why = by.user, timezone.now(), why.strip()
        batch.save(update_fields=["cancelled_by", "cancelled_at", "cancelled_why"])
        _on_each(payments, "take_out", Action.RELEASE_PAYMENT, by, token, batch=batch, why=why.strip())
    return batch


def _locked(batch: PaymentBatch, by: Sight, token: uuid.UUID | None) -> tuple[PaymentBatch, list[Any], Sight]:
    """The file as it stands, its payments, with their cases held, and what may be drawn on now that nobody changes that.
    Raises NotAllowed, NotNow, Repeated."""
    hold_roster()
    row: PaymentBatch = locked_row(PaymentBatch, batch.pk)
    refuse_repeated(by.user, token, Case)
    now = sight(by.user, by.on)
    if not PaymentBatch.objects.visible_to(now).filter(pk=row.pk).exists():
        raise NotAllowed
    if row.is_over:
        raise NotNow([Reason(f"Dit kan niet meer: dit bestand is al {row.standing.lower()}.")])
    payments = of(row)
    hold(Case, [one.paid.case_id for one in payments])
    return row, payments, now


def _on_each(
    payments: Iterable[Any], step: str, action: Action, by: Sight, token: uuid.UUID | None, **details: Any
) -> None:
    for one in payments:
        with write_on(one.paid.case, by=by, action=action, obj=one.paid, token=token) as write:
            _taken(write, one.paid, step, action, **details)
        token = None  # the first of them carries it


def total(payments: Iterable[Any]) -> str:
    return euros(sum((one.amount for one in payments), Decimal(0)))
