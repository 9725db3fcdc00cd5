"""Money from the vangnet in the load data: a request, its decision, and each movement of the ledger."""

import datetime as dt
from decimal import Decimal
from typing import Final

from casework.vangnet.models import LedgerEntry, VangnetRequest
from wijkteam.town.load.chronicle import Chronicle, Tomorrow
from wijkteam.town.load.copying import Row
from wijkteam.town.load.teams import Colleague

ZERO: Final = Decimal(0)


def ask_money(case: Chronicle) -> None:
    """As far as it has come by today; the case itself goes on meanwhile."""
    day, minute = case.day, case.minute
    try:
        _live(case)
    except Tomorrow:
        pass
    case.waits = True
    case.day, case.minute = day, minute + 30


def _live(case: Chronicle) -> None:
    row = _request(case)
    if not _decide(case, row):
        return
    _pay(case, row)
    _account(case, row)
    if row["recover_from"]:
        case.later(60, 120)
        row |= {"state": "verrekend", "state_since": case.day, "settled_on": case.day}
        _move(case, row, case.team.payer, "terug", free=row["paid_amount"], returned=row["paid_amount"])


def _request(case: Chronicle) -> Row:
    amount = Decimal(case.dice.randrange(50, 900))
    back = case.chance(0.25)
    row = case.tables[VangnetRequest].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        budget_id=case.team.budgets[case.day.year],
        purpose="Een bed op de begane grond",
        amount=amount,
        payee="De leverancier",
        payee_iban="NL91ABNA0417164300",
        why_now="Het kan niet wachten.",
        schemes="Bijzondere bijstand: duurt te lang.",
        recover_from="zorgverzekeraar" if back else "",
        recover_on=case.day + dt.timedelta(days=120) if back else None,
        requested_by_id=case.regisseur.pk,
        authors=[case.regisseur.pk],
        state="concept",
        state_since=case.day,
    )
    case.later(0, 1)
    row |= {"state": "aangevraagd", "state_since": case.day, "requested_on": case.day}
    case.event(case.regisseur, "vangnet.request", "Vraag aan", object_id=row["public_id"])
    return row


def _decide(case: Chronicle, row: Row) -> bool:
    """Whether the money was approved."""
    asked, leader, public_id = case.day, case.team.leader, row["public_id"]
    case.later(0, 3)
    _turn(case, row, "decide", "approve", "Beslis over het vangnet", asked, 1, leader)
    row |= {"state_since": case.day, "decided_by_id": leader.pk, "decided_on": case.day}
    if case.chance(0.1):
        row |= {"state": "afgewezen", "decided_why": "De zorgverzekeraar betaalt dit."}
        case.event(leader, "vangnet.reject", "Wijs af", object_id=public_id)
        return False
    amount = row["amount"]
    row |= {"state": "goedgekeurd", "mandate_id": case.team.mandates["vangnet"], "approved_amount": amount}
    _move(case, row, leader, "reservering", free=-amount, reserved=amount)
    case.event(
        leader,
        "vangnet.approve",
        "Keur goed",
        object_id=public_id,
        citizen="Er is geld uit het vangnet toegezegd.",
    )
    return True


def _pay(case: Chronicle, row: Row) -> None:
    """Sometimes less than was approved: the rest is free again."""
    approved, payer, amount = case.day, case.team.payer, row["amount"]
    case.later(1, 4)
    paid = (amount * Decimal(case.dice.choice((80, 100, 100)))) / 100
    _turn(case, row, "pay", "pay", "Betaal uit", approved, 2, payer)
    row |= {"state": "uitbetaald", "state_since": case.day, "paid_amount": paid, "paid_on": case.day}
    _move(case, row, payer, "betaling", reserved=-paid, spent=paid)
    if paid < amount:
        _move(case, row, payer, "vrijval", free=amount - paid, reserved=paid - amount)
    case.event(payer, "vangnet.pay", "Betaal uit", object_id=row["public_id"])


def _account(case: Chronicle, row: Row) -> None:
    case.later(5, 30)
    row |= {
        "state": "verantwoord",
        "state_since": case.day,
        "accounted_on": case.day,
        "result": "Het bed staat er.",
        "receipt": "bonnen/bon.pdf",
    }
    case.event(case.regisseur, "vangnet.account", "Verantwoord", "Het bed staat er.", object_id=row["public_id"])


def _turn(
    case: Chronicle, row: Row, name: str, step: str, what: str, since: dt.date, days: int, who: Colleague
) -> None:
    public_id = row["public_id"]
    case.turn(f"vangnet:{public_id}:{name}", f"vangnet.{step}", what, since, days, who, ("vangnet", public_id))


def _move(
    case: Chronicle,
    request: Row,
    who: Colleague,
    kind: str,
    *,
    free: Decimal = ZERO,
    reserved: Decimal = ZERO,
    spent: Decimal = ZERO,
    returned: Decimal = ZERO,
) -> None:
    """One line of the ledger."""
    case.tables[LedgerEntry].add(
        budget_id=request["budget_id"],
        request_id=request["id"],
        kind=kind,
        free=free,
        reserved=reserved,
        spent=spent,
        returned=returned,
        at=case.moment(),
        by_id=who.pk,
    )
