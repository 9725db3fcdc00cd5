"""The vangnet request: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from casework.engine.door import perform
from casework.vangnet.account_number import AccountNumber
from casework.vangnet.models import VangnetRequest
from tests.factories import World, today
from tests.rules.needs.taking import Before, But, Take, changed


def requested(world: World) -> VangnetRequest:
    return world.request(world.case(), "aangevraagd")


def approved(world: World) -> VangnetRequest:
    return perform(requested(world), "approve", by=world.teamleider).obj


def without_account(world: World) -> VangnetRequest:
    request = approved(world)
    changed(request, payee_iban="")
    return request


def paid(world: World) -> VangnetRequest:
    request = perform(approved(world), "pay", by=world.financien, paid_amount=Decimal(1000)).obj
    changed(request, receipt="bonnen/bon.pdf")
    return request


def accounted_for(world: World) -> VangnetRequest:
    return perform(paid(world), "account", by=world.consulent, result="Het bad is open").obj


def lost_receipt(world: World) -> VangnetRequest:
    request = accounted_for(world)
    changed(request, receipt="bonnen/zoek.pdf")
    return request


def now(**columns: Any) -> Before:
    return lambda world, request: changed(request, **columns)


def budget_is_spent(world: World, request: VangnetRequest) -> None:
    for _ in range(2):
        perform(world.request(world.case(), "aangevraagd", "5000"), "approve", by=world.teamleider)


IBAN: Final = "NL91ABNA0417164300"
WHY: Final = {"says_why": But("Zeg waarom.", why=" ")}

TAKES: Final = (
    Take(
        "request",
        lambda world: world.request(world.case()),
        but={
            "case_is_open": But(
                "De zaak is afgesloten.",
                before=lambda world, request: changed(
                    request.case, phase="afgesloten", closed_on=request.state_since, outcome="advies"
                ),
            ),
            "schemes_are_explained": But("Leg uit welke regelingen zijn bekeken", before=now(schemes=" ")),
            "account_is_known": But("Vul eerst het rekeningnummer (IBAN) in", before=now(payee_iban="")),
            "somebody_may_approve": But("Niemand anders mag dit bedrag goedkeuren", before=now(amount="25000.01")),
        },
    ),
    Take(
        "approve",
        requested,
        by="teamleider",
        but={
            "budget_has_room": But(f"Het budget is op: in {today().year} is nog € 0,00 vrij", before=budget_is_spent),
            "as_much_is_free_as_was_seen": But("Een collega was u voor: er is nu", free_seen=Decimal(99_999)),
        },
    ),
    Take(
        "give_account",
        without_account,
        {"payee_iban": AccountNumber(IBAN)},
        but={"has_no_account_yet": But("Er is al een rekeningnummer", before=now(payee_iban=IBAN))},
    ),
    Take("reject", requested, {"why": "Er is een regeling"}, by="teamleider", but=WHY),
    Take("ask_back", requested, {"why": "Welke offerte is dit?"}, by="teamleider", but=WHY),
    Take(
        "pay",
        approved,
        {"paid_amount": Decimal(1000)},
        by="financien",
        but={
            "has_an_account_to_pay": But("Er is nog geen rekeningnummer (IBAN)", before=now(payee_iban="")),
            "pays_at_most_what_was_approved": But("Betaal een bedrag boven nul", paid_amount=Decimal("1000.01")),
            "paid_on_a_possible_day": But("Dit kan niet de betaaldag zijn", paid_on=today() + dt.timedelta(days=1)),
        },
    ),
    Take(
        "account",
        paid,
        {"result": "Het bad is open"},
        but={
            "accounts_with_receipt": But("Voeg de bon of factuur toe", before=now(receipt="")),
            "schemes_told_by_now": But("Leg nu alsnog uit welke regelingen", before=now(schemes=" ", urgent=True)),
        },
    ),
    Take(
        "replace_receipt",
        lost_receipt,
        {"receipt": "bonnen/nieuw.pdf"},
        but={"its_receipt_is_gone": But("De bon is er nog", before=now(receipt=""))},
    ),
    Take(
        "recover",
        accounted_for,
        {"returned_amount": Decimal(400)},
        by="financien",
        but={
            "recovers_at_most_what_is_left": But(
                "Er kan nog hoogstens € 1.000,00 terugkomen", returned_amount=Decimal("1000.01")
            )
        },
    ),
    Take(
        "settle",
        accounted_for,
        {"returned_amount": Decimal(1000)},
        by="financien",
        but={
            "recovers_at_most_what_is_left": But(
                "Er kan nog hoogstens € 1.000,00 terugkomen", returned_amount=Decimal("1000.01")
            ),
            "nothing_back_says_why": But("Komt niet alles terug? Zeg dan waarom", returned_amount=Decimal(999)),
        },
    ),
)
