"""Whose turn an open application makes it."""

import datetime as dt

from casework.applications.models import SuspensionGround
from casework.engine.facts import Fact
from casework.engine.turns import Roster, Turn, _turn
from casework.law.terms import sentence
from roles.models import MandateKind


def _applications(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.applications:
        due = roster.clock.decision(
            one.received_on, suspensions=one.suspensions, delayed_until=one.delayed_until, on=roster.on
        )
        seats = roster.mandated(MandateKind.BESLUIT)
        directing = roster.regisseur
        mandated = frozenset(user for seat in seats for user in seat.able)
        own = [directing] if directing.able & mandated else []
        what, why = _waiting_for_data(one.suspended, roster.on) or (
            "Beslis op de aanvraag",
            "Er is een aanvraag ontvangen.",
        )
        found.append(
            _turn(
                roster,
                f"application:{one.id}:decide",
                "application.grant",
                what,
                why,
                [*own, *seats, *roster.leading()],
                due,
                obj=one,
                place="aanvragen",
            )
        )
    return found


def _waiting_for_data(row: Fact | None, on: dt.date) -> tuple[str, str] | None:
    """What a suspension makes of the turn: that the term stands still, or that its set end went by unused."""
    if row is None:
        return None
    if row.lapses_on is not None and row.lapses_on <= on and row.until in (None, row.lapses_on):
        what = "De gevraagde gegevens zijn niet gekomen: beslis" if row.ground == SuspensionGround.GEGEVENS else ""
        return what or "Het afgesproken uitstel is voorbij: beslis", "De termijn loopt weer."
    if row.until is not None:
        return None
    if row.asked_until is not None and row.asked_until < on:  # force majeure, or the applicant's doing: it may last
        return "De gestelde termijn is voorbij: hervat of beslis", "De termijn staat nog stil."
    until = f" tot en met {sentence(row.asked_until)}" if row.asked_until else ""
    return "Beslis op de aanvraag", f"De termijn staat stil{until}."
