"""Whose turn an appointment makes it."""

from casework.engine.turns import Roster, Turn, _turn
from casework.law.terms import Term
from roles.actions import Action as A


def _appointments(roster: Roster) -> list[Turn]:
    return [
        _turn(
            roster,
            f"appointment:{one.id}",
            "appointment.keep",
            one.what,
            "Een afspraak.",
            [roster.person(one.person_id, A.EDIT_FILE), *roster.leading()],
            Term(one.on, "de afgesproken dag"),
            obj=one,
            place="afspraken",
        )
        for one in roster.case.appointments
    ]
