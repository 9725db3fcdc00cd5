"""Whose turn a notice of default makes it: to set what is owed, once its last day is known."""

import datetime as dt
from typing import Final

from django.utils import timezone

from casework.defaults.models import DefaultNotice
from casework.vangnet.batches import PaymentBatch
from tests.factories import World
from tests.rules.turns.waiting import CONSULENTS, HEAD, LEADERS, MONDAY, Waits, case, march


def late(world: World, **application) -> DefaultNotice:
    """The two weeks ended on 2 March; 42 days later it is 13 April, and two weeks after that the 27th."""
    there = case(world, met_on=MONDAY)
    asked = world.application(there, received_on=MONDAY - dt.timedelta(weeks=8), state_since=MONDAY, **application)
    received = MONDAY - dt.timedelta(weeks=2)
    return world.default_notice(there, asked, received_on=received, due_on=MONDAY, state_since=received)


def told(world: World) -> DefaultNotice:
    """The decision went out on the 12th: the last day that costs something is the 11th."""
    left = {"state": "buiten_behandeling", "decided_by": world.consulent, "decided_on": march(10), "number": "B1"}
    return late(world, **left, mandate=world.besluit_mandate(), announced_on=march(12))


def owed(world: World) -> DefaultNotice:
    there = case(world, met_on=MONDAY)
    return world.default_notice(there, state="vastgesteld", decided_on=MONDAY, state_since=MONDAY)


def in_a_file(world: World, *, released: bool = False) -> DefaultNotice:
    """Made by one of finance; whoever releases it is another."""
    notice = owed(world)
    batch = PaymentBatch.objects.create(
        of="default_notice", pay_on=march(9), made_by=world.financien, made_at=timezone.now(), debtor="NL13",
        kept_from=[world.financien.pk],
    )  # fmt: skip
    if released:
        PaymentBatch.objects.update(released_by=world.afdelingshoofd, released_at=timezone.now())
    DefaultNotice.objects.filter(pk=notice.pk).update(batch=batch)
    return notice


TURNS: Final = (
    Waits("default_notice:pay", owed, "default_notice.pay", ("financien@Gemeente", HEAD), dt.date(2026, 4, 13)),
    Waits(
        "default_notice:account",
        owed,
        "default_notice.give_account",
        LEADERS,
        dt.date(2026, 4, 13),
    ),
    Waits("default_notice:release", in_a_file, "default_notice.release", (HEAD,), march(9)),
    Waits(
        "default_notice:book",
        lambda world: in_a_file(world, released=True),
        "default_notice.book",
        ("financien@Gemeente", HEAD),
        march(9),
    ),
    Waits(
        "default_notice",
        late,
        "default_notice.establish",
        (CONSULENTS, HEAD),
        dt.date(2026, 4, 28),  # Monday the 27th is Koningsdag
        on=dt.date(2026, 4, 14),
        not_on=dt.date(2026, 4, 13),
    ),
    Waits("default_notice", told, "default_notice.establish", (CONSULENTS, HEAD), march(25), on=march(12)),
)
