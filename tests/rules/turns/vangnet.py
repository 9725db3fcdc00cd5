"""Whose turn a vangnet request makes it: to finish, decide, pay, account for and settle it."""

import datetime as dt
from typing import Any, Final

from casework.vangnet.batches import PaymentBatch
from casework.vangnet.models import VangnetRequest
from roles.models import Mandate, MandateKind
from tests.factories import World
from tests.rules.turns.waiting import HEAD, LEADER, LEADERS, LEADING, MONDAY, Waits, case, march, moment

PAYERS = "financien@Gemeente"


def request(world: World, state: str, **fields: Any) -> VangnetRequest:
    later = {"decided_on": MONDAY} if state in ("goedgekeurd", "uitbetaald", "verantwoord") else {}
    later |= {"paid_on": MONDAY} if state in ("uitbetaald", "verantwoord") else {}
    return world.request(case(world), state, **{"requested_on": MONDAY, "state_since": MONDAY} | later | fields)


def batch(world: World) -> PaymentBatch:
    made_by = world.financien
    return PaymentBatch.objects.create(
        pay_on=march(6), made_by=made_by, made_at=moment(MONDAY), kept_from=[made_by.pk, world.teamleider.pk]
    )


def nobody_has_a_mandate(world: World) -> VangnetRequest:
    Mandate.objects.filter(kind=MandateKind.VANGNET).delete()
    return request(world, "aangevraagd")


TURNS: Final = (
    Waits(
        "vangnet:finish",
        lambda world: request(world, "concept", requested_by=world.eerstecontact),
        "vangnet.withdraw",
        ("eerstecontact", *LEADING),
        march(4),
    ),
    # the smallest mandate that covers it
    Waits("vangnet:decide", lambda world: request(world, "aangevraagd"), "vangnet.approve", LEADERS, march(3)),
    Waits(
        "vangnet:decide",
        lambda world: request(world, "aangevraagd", amount="6000"),
        "vangnet.approve",
        (HEAD,),
        march(3),
    ),
    Waits("vangnet:decide", nobody_has_a_mandate, "vangnet.withdraw", (LEADER, HEAD), march(3)),
    Waits(
        "vangnet:decide:next",
        lambda world: request(world, "aangevraagd"),
        "vangnet.approve",
        (HEAD,),
        march(4),
        on=march(5),
        not_on=march(4),
    ),
    # without an account whoever asked is asked for it, before it is the payers' turn
    Waits(
        "vangnet:account_number",
        lambda world: request(world, "goedgekeurd", payee_iban="", requested_by=world.eerstecontact),
        "vangnet.give_account",
        ("eerstecontact", "consulent", HEAD),
        march(4),
    ),
    # one that was approved and can't be paid is not replaced: it is asked for anew
    Waits(
        "vangnet:account_number",
        lambda world: request(
            world, "goedgekeurd", payee_iban="BR1800360305000010009795493C1", requested_by=world.eerstecontact
        ),
        "vangnet.withdraw",
        ("eerstecontact", *LEADING),
        march(4),
    ),
    Waits("vangnet:pay", lambda world: request(world, "goedgekeurd"), "vangnet.pay", (PAYERS, *LEADERS), march(4)),
    # of a file for the bank: not who made it, nor who had a hand in it
    Waits(
        "vangnet:release",
        lambda world: request(world, "in_betaling", batch=batch(world)),
        "vangnet.release",
        (HEAD,),
        march(6),
    ),
    Waits(
        "vangnet:book",
        lambda world: request(world, "vrijgegeven", batch=batch(world)),
        "vangnet.book",
        (PAYERS, HEAD),
        march(6),
    ),
    Waits(
        "vangnet:account",
        lambda world: request(world, "uitbetaald", requested_by=world.eerstecontact),
        "vangnet.account",
        ("eerstecontact", *LEADING),
        dt.date(2026, 4, 1),  # thirty days
    ),
    Waits(
        "vangnet:settle",
        lambda world: request(world, "verantwoord", recover_from="Sportfonds", recover_on=march(27)),
        "vangnet.settle",
        (PAYERS, *LEADERS),
        march(27),
    ),
)
