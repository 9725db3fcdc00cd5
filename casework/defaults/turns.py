"""Whose turn it is to set the dwangsom: who may decide on the application, within two weeks after its last day. And then to
pay it: finance, never who set it; and of the regisseur to ask where to."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, DateField, F, OuterRef, Q, When

from casework.applications.states import ApplicationState
from casework.cases.access import Recusal
from casework.cases.seats import leading, regisseur
from casework.defaults.counting import last_day
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn, without
from casework.law.days import ONE_DAY
from casework.law.terms import Term
from casework.vangnet.file_turns import RELEASED, of_file, to_book, to_release
from roles.actions import Action
from roles.matrix import Role
from roles.models import MandateKind


def _open(on: dt.date) -> Any:
    other = When(application=None, then=F("about_stopped_on"))
    withdrawn = When(application__state=ApplicationState.INGETROKKEN, then=F("application__state_since"))
    stopped = Case(other, withdrawn, default=F("application__announced_on"), output_field=DateField())
    owed = Q(state=DefaultState.VASTGESTELD, amount__gt=0, paid_on=None)
    return DefaultNotice.objects.filter(Q(state=DefaultState.ONTVANGEN) | owed).annotate(stopped_on=stopped)


def _file_closed_to(on: dt.date) -> Any:
    """Who is kept from a case of which a dwangsom is in the same file: they see nothing of it."""
    recused = Recusal.objects.filter(case__default_notices__batch=OuterRef("batch"))
    return ArraySubquery(recused.order_by().values("user_id"))


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=(
        "state",
        "due_on",
        "stopped_on",
        "decided_on",
        "decided_by_id",
        "payee_iban",  # as it stands: encrypted
        "batch__public_id",
        "batch__pay_on",
        "batch__kept_from",
        "batch__released_at",
    ),
    days=("stopped_on", "batch__pay_on"),
    nested={"file_closed_to": _file_closed_to},
    # who opened the post needn't; who decided or wrote the account is only kept from paying, and nobody paid what is open
    not_asked=("registered_by_id", "decided_by_id", "account_by_id", "paid_by_id"),
    mandates=True,
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in _of(roster, one)]


def _of(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if one.state != DefaultState.VASTGESTELD:
        yield from _to_set(roster, one)
    elif one.batch__public_id:
        yield of_file(one, _in_a_file(roster, one))
    else:
        yield from _to_pay(roster, one)


def _to_set(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    last = last_day(one.due_on)
    if one.stopped_on is None and not roster.is_past(last):
        return  # it counts on: until then the decision itself is what waits
    owed_through = last if one.stopped_on is None else min(last, one.stopped_on - ONE_DAY)
    seats = [*roster.mandated(MandateKind.BESLUIT, Action.DECIDE_APPLICATION), *leading(roster)]
    due = roster.term("dwangsom_vaststellen", owed_through, "laatste dag met dwangsom")
    what, why = "Stel de dwangsom vast", "Het besluit kwam te laat na een ingebrekestelling."
    yield roster.turn("default_notice", "", "establish", what, why, seats, due, of=one, outlives=True)


def _to_pay(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    """Where somebody else of finance can't, the afdelingshoofd sees to it."""
    but = {one.decided_by_id}
    seats = [roster.municipal(role, but=but) for role in (Role.FINANCIEN, Role.AFDELINGSHOOFD)]
    due = roster.term("dwangsom_betalen", one.decided_on, "dwangsom vastgesteld")
    what, why = "Betaal de dwangsom", "De dwangsom is vastgesteld."
    seats.append(roster.municipal(Role.AFDELINGSHOOFD))
    yield roster.turn("default_notice", "pay", "pay", what, why, seats, due, of=one, outlives=True)
    if not one.payee_iban:
        what, why = "Vraag het rekeningnummer voor de dwangsom", "De dwangsom is vastgesteld."
        who = but - {None}
        seats = [without(who, regisseur(roster)), *roster.leaders(but=who), roster.municipal(Role.FINANCIEN, but=who)]
        yield roster.turn("default_notice", "account", "give_account", what, why, seats, due, of=one, outlives=True)


def _in_a_file(roster: Roster, one: OpenRow) -> Turn:
    due = Term(one.batch__pay_on, "de dag waarop de bank betaalt")
    if one.batch__released_at:
        why, seats = "De betaling van de dwangsom is vrijgegeven.", to_book(roster, one)
        return roster.turn("default_notice", "book", "book", RELEASED, why, seats, due, of=one, outlives=True)
    (what, seats), why = to_release(roster, one), "Een collega zette de dwangsom klaar."
    return roster.turn("default_notice", "release", "release", what, why, seats, due, of=one, outlives=True)
