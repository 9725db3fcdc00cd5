"""Whose turn a vangnet request makes it: to finish, decide, pay, account for and settle it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from casework.cases.access import Recusal
from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn, without
from casework.law.terms import Term
from casework.people.bsn import decrypted
from casework.vangnet.account_number import can_be_paid
from casework.vangnet.file_turns import RELEASED, of_file, to_book, to_release
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.matrix import Relation, Role
from roles.models import MandateKind


def _file_closed_to(on: dt.date) -> Any:
    """Who is kept from a case of which a payment is in the same file: they see nothing of it."""
    recused = Recusal.objects.filter(case__vangnet_requests__batch=OuterRef("batch"))
    return ArraySubquery(recused.order_by().values("user_id"))


OPEN_ROWS = OpenRows(
    rows=lambda on: VangnetRequest.objects.filter(
        Q(state__in=(*VangnetState.UNPAID, *VangnetState.UNDER_WAY, VangnetState.UITBETAALD))
        | Q(state=VangnetState.VERANTWOORD) & ~Q(recover_from="")
    ),
    columns=(
        "state",
        "amount",
        "requested_by_id",
        "authors",
        "decided_by_id",
        "requested_on",
        "decided_on",
        "paid_on",
        "recover_on",
        "payee_iban",  # as it stands: encrypted
        "batch__public_id",
        "batch__pay_on",
        "batch__kept_from",
    ),
    days=("batch__pay_on",),
    nested={"file_closed_to": _file_closed_to},
    people=("requested_by_id",),
    not_asked=("decided_by_id", "paid_by_id"),  # whoever decided or paid has done their part
    mandates=True,
    relations={Relation.REQUESTED: ("requested_by_id",)},
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [_told_apart(turn, one, rows) for one in rows for turn in _OF_STATE[one.state](roster, one)]


def _told_apart(turn: Turn, one: OpenRow, rows: Sequence[OpenRow]) -> Turn:
    """Two payments of one case in one file lead to one page: who hears the list, hears which of them it is."""
    together = [row.id for row in rows if one.state in VangnetState.UNDER_WAY and _same_file(row, one)]
    if len(together) < 2:
        return turn
    return replace(turn, what=f"{turn.what}, betaling {together.index(one.id) + 1} van {len(together)}")


def _same_file(row: OpenRow, one: OpenRow) -> bool:
    return bool(row.state == one.state and row.batch__public_id and row.batch__public_id == one.batch__public_id)


def _turn(
    roster: Roster, one: OpenRow, name: str, step: str, what: str, why: str, seats: list[Seat], due: Term
) -> Turn:
    """Money that was asked is somebody's turn also when the case is closed."""
    return roster.turn("vangnet", name, step, what, why, seats, due, of=one, outlives=True)


def _asking(roster: Roster, one: OpenRow) -> list[Seat]:
    return [roster.person(one.requested_by_id, Action.REQUEST_VANGNET), *leading(roster)]


def _draft(roster: Roster, one: OpenRow) -> list[Turn]:
    what, why = "Maak af of trek in", "Een vangnetaanvraag staat in concept."
    due = roster.term("vangnet_afmaken", one.since, "concept")
    return [_turn(roster, one, "finish", "withdraw", what, why, _asking(roster, one), due)]


def _waiting(roster: Roster, one: OpenRow) -> list[Turn]:
    """The smallest mandate that covers it; after two days the next larger too. Never who wrote on it."""
    asked, wrote = one.requested_on or one.since, {one.requested_by_id, *one.authors}
    seats = roster.mandated(MandateKind.VANGNET, Action.DECIDE_VANGNET, but=wrote, amount=one.amount)
    there = [seat for seat in seats if seat.able]
    step, what = "approve", "Beslis over het vangnet"
    if not there:
        step, what = "withdraw", "Niemand mag dit bedrag goedkeuren: grijp in"
    due = roster.term("vangnet_beslissen", asked, "aangevraagd")
    why = "Er is geld uit het vangnet gevraagd."
    turns = [_turn(roster, one, "decide", step, what, why, [*there, *roster.leaders()], due)]
    late = roster.term("vangnet_escalatie", asked, "aangevraagd")
    if len(there) > 1 and roster.is_past(late.on):
        why = "Dit wacht al langer dan twee dagen."
        turns.append(_turn(roster, one, "decide:next", "approve", what, why, there[1:], late))
    return turns


def _account(roster: Roster, one: OpenRow) -> list[Turn]:
    """Who asked for it knows to whom it goes; never who decided."""
    but = {one.decided_by_id} - {None}
    seats = [*(without(but, seat) for seat in _asking(roster, one)[:2]), *roster.leaders(but=but)]
    step, what = "give_account", "Vul het rekeningnummer in"
    if not any(seat.able for seat in seats):
        step, what = "withdraw", "Niemand anders mag het rekeningnummer invullen: grijp in"
    due = roster.term("vangnet_betalen", one.decided_on or one.since, "goedgekeurd")
    why = "Het vangnet is goedgekeurd en kan nog niet worden betaald."
    return [_turn(roster, one, "account_number", step, what, why, [*seats, *roster.leaders()], due)]


def _wrong_account(roster: Roster, one: OpenRow) -> list[Turn]:
    """What was approved isn't changed: it is asked for anew, by who asked."""
    what, why = "Trek in en vraag opnieuw aan", "Op het goedgekeurde rekeningnummer kan niet worden betaald."
    due = roster.term("vangnet_betalen", one.decided_on or one.since, "goedgekeurd")
    return [_turn(roster, one, "account_number", "withdraw", what, why, _asking(roster, one), due)]


def _approved(roster: Roster, one: OpenRow) -> list[Turn]:
    """Never who asked or decided; where nobody else can pay, the leaders see to it."""
    if not one.payee_iban:
        return _account(roster, one)
    if not can_be_paid(decrypted(one.payee_iban)):
        return _wrong_account(roster, one)
    everyone = roster.municipal(Role.FINANCIEN)
    there = roster.municipal(Role.FINANCIEN, but={one.requested_by_id, one.decided_by_id, *one.authors})
    step, what = "pay", "Betaal uit"
    if everyone.able and not there.able:
        step, what = "withdraw", "Niemand anders mag dit uitbetalen: grijp in"
    due = roster.term("vangnet_betalen", one.decided_on or one.since, "goedgekeurd")
    return [_turn(roster, one, "pay", step, what, "Het vangnet is goedgekeurd.", [there, *roster.leaders()], due)]


def _in_a_file(roster: Roster, one: OpenRow) -> list[Turn]:
    what, seats = to_release(roster, one)
    due = Term(one.batch__pay_on or one.since, "de dag waarop de bank betaalt")
    why = "Een collega zette de betaling klaar."
    return [of_file(one, _turn(roster, one, "release", "release", what, why, seats, due))]


def _released(roster: Roster, one: OpenRow) -> list[Turn]:
    why, due = "De betaling is vrijgegeven.", Term(one.batch__pay_on or one.since, "de dag waarop de bank betaalt")
    return [of_file(one, _turn(roster, one, "book", "book", RELEASED, why, to_book(roster, one), due))]


def _paid(roster: Roster, one: OpenRow) -> list[Turn]:
    what, why = "Verantwoord de uitgave", "Het vangnet is uitbetaald."
    due = roster.term("vangnet_verantwoorden", one.paid_on or one.since, "uitbetaald")
    return [_turn(roster, one, "account", "account", what, why, _asking(roster, one), due)]


def _accounted(roster: Roster, one: OpenRow) -> list[Turn]:
    seats = [roster.municipal(Role.FINANCIEN), *roster.leaders()]
    due = Term(one.recover_on or one.since, "de afgesproken datum om te verrekenen")
    return [_turn(roster, one, "settle", "settle", "Verreken", "Dit bedrag is terug te vragen.", seats, due)]


_OF_STATE = {
    VangnetState.CONCEPT: _draft,
    VangnetState.AANGEVRAAGD: _waiting,
    VangnetState.GOEDGEKEURD: _approved,
    VangnetState.IN_BETALING: _in_a_file,
    VangnetState.VRIJGEGEVEN: _released,
    VangnetState.UITBETAALD: _paid,
    VangnetState.VERANTWOORD: _accounted,
}
