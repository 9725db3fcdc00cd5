"""The notice of default: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Final

from django.utils import timezone

from casework.defaults.models import DefaultNotice
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.batches import PaymentBatch
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed

DAY = dt.timedelta(days=1)


def late(world: World) -> DefaultNotice:
    """Received two months ago; nothing was decided in the two weeks, nor in the 42 days after."""
    return world.default_notice(world.case(), received_on=today() - 60 * DAY)


def still_counting(world: World, notice: DefaultNotice) -> None:
    changed(notice, due_on=today() - 5 * DAY)


def owed(world: World) -> DefaultNotice:
    return world.default_notice(world.case(), state="vastgesteld")


def decided_it(world: World, notice: DefaultNotice) -> None:
    changed(notice, decided_by_id=world.financien.pk)


def in_a_file(world: World, notice: DefaultNotice) -> None:
    batch = PaymentBatch.objects.create(
        of="default_notice", pay_on=today(), made_by=world.financien, made_at=timezone.now(), debtor="NL13"
    )
    changed(notice, batch_id=batch.pk)


TAKES: Final = (
    Take(
        "pay",
        owed,
        {"paid_on": today()},
        by="financien",
        but={
            "something_is_owed": But(
                "Er is geen bedrag te betalen", before=lambda world, made: changed(made, amount=0)
            ),
            "not_paid_yet": But("De betaling staat al vast", before=lambda world, made: changed(made, paid_on=today())),
            "another_decided": But("U hebt de dwangsom zelf vastgesteld", before=decided_it),
            "in_no_file": But("De dwangsom staat in een betaalbestand", before=in_a_file),
            "paid_on_can_be_true": But("Vul een dag in", paid_on=today() - DAY),
        },
    ),
    Take(
        "give_account",
        owed,
        {"payee": "A. Blok", "payee_iban": AccountNumber("NL91ABNA0417164300")},
        by="financien",
        but={
            "something_is_owed": But(
                "Er is geen bedrag te betalen", before=lambda world, made: changed(made, amount=0)
            ),
            "not_paid_yet": But("De betaling staat al vast", before=lambda world, made: changed(made, paid_on=today())),
            "in_no_file": But("De dwangsom staat in een betaalbestand", before=in_a_file),
        },
    ),
    Take(
        "establish",
        late,
        but={
            "last_day_is_known": But("De dwangsom loopt nog", before=still_counting),
            "says_why_nothing_is_owed": But("Zeg waarom er geen dwangsom is", nothing_owed="te_laat", motivation=" "),
        },
    ),
    Take("withdraw", late, {"why": "Zij trekt de brief in"}, but={"says_why": But("Zeg waarom.", why=" ")}),
)
