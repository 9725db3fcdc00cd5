"""Whose turn a running goal makes it."""

import datetime as dt

from casework.engine.turns import Roster, Seat, Turn, _term, _turn
from casework.goals.models import CarrierKind
from casework.goals.states import GoalState
from casework.law.terms import Term
from roles.actions import Action as A
from roles.matrix import Role


def _goals(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.goals:
        if one.seeking_since:
            found.append(
                _turn(
                    roster,
                    f"goal:{one.id}:seek",
                    "goal.keep",
                    "Zoek een andere drager, of houd de drager",
                    "De overdracht van dit doel ging niet door.",
                    roster.leading(),
                    _term(roster, "andere_partij", one.seeking_since, "niet doorgegaan"),
                    obj=one,
                    place="doelen",
                )
            )
        if one.state != GoalState.LOOPT:
            continue
        due = roster.clock.next_working_day(one.last + dt.timedelta(days=one.rhythm_days))
        seats: list[Seat] = []
        if one.carrier_kind == CarrierKind.ORGANISATIE and one.shared_until and one.shared_until > roster.on:
            seats = roster.organisation(one.carrier_organisation_id, Role.MIDDENVELD, Role.UITVOERDER)
        elif one.carrier_kind == CarrierKind.INWONER:
            seats = roster.citizen()
        elif one.carrier_kind == CarrierKind.COLLEGA:
            seats = [roster.person(one.carrier_user_id, A.REPORT_GOAL)]
        found.append(
            _turn(
                roster,
                f"goal:{one.id}:report",
                "goal.report",
                "Vertel hoe het gaat",
                "Een doel loopt.",
                [*seats, *roster.leading()],
                Term(due, f"elke {one.rhythm_days} dagen een bericht, zoals afgesproken"),
                obj=one,
                place="doelen",
            )
        )
    return found
