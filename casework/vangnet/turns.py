"""Whose turn a vangnet request makes it."""

from typing import Final

from casework.engine.facts import Fact
from casework.engine.turns import Roster, Seat, Turn, _term, _turn
from casework.law.terms import Term
from casework.vangnet.states import VangnetState
from roles.actions import Action as A
from roles.matrix import Role
from roles.models import MandateKind


def _requests(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.requests:
        found += _REQUEST_TURNS[one.state](roster, one)
    return found


def _vangnet(
    roster: Roster, one: Fact, name: str, step: str, what: str, why: str, seats: list[Seat], due: Term
) -> Turn:
    return _turn(
        roster, f"vangnet:{one.id}:{name}", f"vangnetrequest.{step}", what, why, seats, due, obj=one, place="vangnet"
    )


def _request_draft(roster: Roster, one: Fact) -> list[Turn]:
    seats = [roster.person(one.requested_by_id, A.REQUEST_VANGNET), *roster.leading()]
    return [
        _vangnet(
            roster,
            one,
            "finish",
            "withdraw",
            "Maak af of trek in",
            "Een vangnetaanvraag staat in concept.",
            seats,
            _term(roster, "vangnet_afmaken", one.since, "concept"),
        )
    ]


def _request_waiting(roster: Roster, one: Fact) -> list[Turn]:
    """The smallest mandate that covers it; after two days the next larger too. Never who wrote on it."""
    asked = one.requested_on or one.since
    seats = roster.mandated(MandateKind.VANGNET, but={one.requested_by_id, *one.authors}, amount=one.amount)
    there = [seat for seat in seats if seat.able]
    due = _term(roster, "vangnet_beslissen", asked, "aangevraagd")
    found = [
        _vangnet(
            roster,
            one,
            "decide",
            "approve" if there else "withdraw",
            "Beslis over het vangnet" if there else "Niemand mag dit bedrag goedkeuren: grijp in",
            "Er is geld uit het vangnet gevraagd.",
            [*there, *roster.leaders()],
            due,
        )
    ]
    late = _term(roster, "vangnet_escalatie", asked, "aangevraagd")
    if roster.on > late.on and len(there) > 1:
        found.append(
            _vangnet(
                roster,
                one,
                "decide:next",
                "approve",
                "Beslis over het vangnet",
                "Dit wacht al langer dan twee dagen.",
                there[1:],
                late,
            )
        )
    return found


def _request_approved(roster: Roster, one: Fact) -> list[Turn]:
    return [
        _vangnet(
            roster,
            one,
            "pay",
            "pay",
            "Betaal uit",
            "Het vangnet is goedgekeurd.",
            [roster.municipal(Role.FINANCIEN), *roster.leaders()],
            _term(roster, "vangnet_betalen", one.decided_on or one.since, "goedgekeurd"),
        )
    ]


def _request_paid(roster: Roster, one: Fact) -> list[Turn]:
    seats = [roster.person(one.requested_by_id, A.REQUEST_VANGNET), *roster.leading()]
    return [
        _vangnet(
            roster,
            one,
            "account",
            "account",
            "Verantwoord de uitgave",
            "Het vangnet is uitbetaald.",
            seats,
            _term(roster, "vangnet_verantwoorden", one.paid_on or one.since, "uitbetaald"),
        )
    ]


def _request_accounted(roster: Roster, one: Fact) -> list[Turn]:
    due = Term(one.recover_on or one.since, "de afgesproken datum om te verrekenen")
    return [
        _vangnet(
            roster,
            one,
            "settle",
            "settle",
            "Verreken",
            "Dit bedrag is terug te vragen.",
            [roster.municipal(Role.FINANCIEN), *roster.leaders()],
            due,
        )
    ]


_REQUEST_TURNS: Final = {
    VangnetState.CONCEPT: _request_draft,
    VangnetState.AANGEVRAAGD: _request_waiting,
    VangnetState.GOEDGEKEURD: _request_approved,
    VangnetState.UITBETAALD: _request_paid,
    VangnetState.VERANTWOORD: _request_accounted,
}
