"""One step, 'Pak op', as a form through the whole stack and at the door alone, against its own statements by Django's
cursor, and prepared and in one go."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.reporting import open_case
from casework.cases.states import CaseKind
from casework.cases.work import WorkItem
from casework.engine.door import perform
from casework.engine.look_again import LookAgain
from casework.engine.public_id import public_id
from casework.people.models import Person
from roles.models import User
from roles.sending import ask, together
from tests.bench.http import Server, Visitor
from tests.bench.pages import CONSULENT
from tests.bench.watch import Measured, Statement, watched
from wijkweb.models import Kern

WARM_UP = 4


def form(server: Server, rounds: int) -> Measured:
    """The form, sent for a fresh case each time, and its floor."""
    visitor = Visitor(server, CONSULENT)

    def send(case: Case) -> None:
        visitor.post(f"{case.get_absolute_url()}stap/pak-op/", expected=case.phase, token=str(uuid.uuid4()))

    return _measured(send, rounds)


def door(rounds: int, *, prepared: bool = False) -> Measured:
    """`perform` alone, and its floor: with `prepared` the statements as the product sends them, all in one go."""
    who = User.objects.get(username=CONSULENT)
    return _measured(lambda case: perform(case, "take_up", by=who, token=uuid.uuid4()), rounds, prepared=prepared)


def _measured(take: Callable[[Case], object], rounds: int, *, prepared: bool = False) -> Measured:
    fresh = reported(2 * rounds + WARM_UP)
    for _ in range(WARM_UP - 1):
        take(fresh.pop())
    case = fresh.pop()
    known = _known_by(case)
    with watched() as statements:
        take(case)
    others = [fresh.pop() for _ in range(rounds)]
    begun = case.researches.get().public_id  # taking up begins a research: the floor's have names of their own
    pairs = [_pairs(known, _known_by(other)) | {begun: public_id()} for other in others]
    plain = [[one.exchanged(of_another) for one in statements] for of_another in pairs]
    send = _prepared_together if prepared else _in_plain_sql
    return Measured(len(statements), lambda: take(fresh.pop()), lambda: send(plain.pop()))


def _in_plain_sql(statements: list[Statement]) -> None:
    with transaction.atomic():
        for statement in statements:
            statement.send()


def _prepared_together(statements: list[Statement]) -> None:
    with transaction.atomic(), together():
        sent = [ask(one.sql, one.params) for one in statements]
    for one in sent:
        if one.description:
            one.fetchall()


def reported(count: int) -> list[Case]:
    """Meldingen that were just reported, each to be taken up once."""
    who, kern = User.objects.get(username=CONSULENT), Kern.objects.get(name="Kern 001 Noord")
    return [
        open_case(
            by=who,
            kern=kern,
            kind=CaseKind.MELDING,
            question="Ik red het niet meer alleen.",
            channel="telefoon",
            on_behalf="zelf",
            received_on=timezone.localdate(),
            lies_with_team=True,
            person=Person(given_name="Nieuw", family_name=f"Inwoner {uuid.uuid4().hex[:8]}"),
        )
        for _ in range(count)
    ]


def _known_by(case: Case) -> list[Any]:
    """What tells this case's statements from another's."""
    items = WorkItem.objects.open().filter(case=case).order_by("key").values_list("pk", flat=True)
    look = LookAgain.objects.get(anchor=Case._meta.db_table, anchor_id=case.pk)
    return [case.pk, case.ref, case.get_absolute_url(), case.person_id, look.pk, *items]


def _pairs(known: list[Any], other: list[Any]) -> dict[Any, Any]:
    return dict(zip(known, other, strict=True))
