"""Whose turn a meldcode makes it: of who leads it, else of the teamleider; nobody else knows of it.

Where neither is there it stays with who leads it: an afdelingshoofd isn't told either.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.db.models import Q

from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.law.terms import Term
from casework.meldcode.models import Meldcode
from casework.meldcode.states import OPEN, MeldcodeState
from roles.actions import Action


def _open(on: dt.date) -> Any:
    return Meldcode.objects.filter(Q(state__in=OPEN) | Q(opened_on=None))


OPEN_ROWS = OpenRows(rows=_open, columns=("state", "lead_id", "others", "review_on", "opened_on"), people=("lead_id",))

_NEXT: Final = {
    MeldcodeState.SIGNALEN: ("note_signals", "Breng de signalen in kaart"),
    MeldcodeState.ADVIES: ("note_advice", "Vraag advies aan een collega of Veilig Thuis"),
    MeldcodeState.GESPREK: ("note_talk", "Spreek met de inwoner, als dat veilig is"),
    MeldcodeState.WEGEN: ("weigh", "Weeg met het afwegingskader"),
    MeldcodeState.BESLISSEN: ("decide", "Beslis: melden, helpen of allebei"),
}


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in _of(roster, one)]


def _of(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    leaders = _teamleiders(roster)
    seats = [*_by_name(roster, one.lead_id), *leaders, Seat(frozenset({one.lead_id}), user=one.lead_id)]
    known = frozenset({one.lead_id, *one.others, *(user for seat in leaders for user in seat.able)})
    if one.state in _NEXT:
        step, what = _NEXT[one.state]
        due = roster.term("meldcode_stap", one.since, "vorige stap")
        why = "Meldcode: alleen u en wie meewerkt, zien dit."
        yield roster.turn(
            "meldcode", "", step, what, why, seats, due, of=one, outlives=True, known_to=known, can_wait=False
        )
    if one.opened_on is None and roster.has_come(one.review_on):
        what = "Kijk of de inwoner de meldcode nu mag lezen"
        due = Term(one.review_on, "de dag die u daarvoor koos")
        why = "U zou dit vandaag opnieuw bekijken."
        yield roster.turn(
            "meldcode", "review", "keep", what, why, seats, due, of=one, outlives=True, known_to=known, can_wait=False
        )


def _by_name(roster: Roster, user: int) -> list[Seat]:
    """Themselves, and nobody in their place."""
    seat = roster.person(user, Action.EDIT_FILE)
    return [seat] if user in seat.able else []


def _teamleiders(roster: Roster) -> list[Seat]:
    """Who leads the team of the case and is there, each by name: a cover isn't told."""
    leading = [one for one in roster.staff if not one.everywhere and roster.reaches(one, Action.ASSIGN_CASE)]
    there = [one.user_id for one in leading if one.present and one.user_id not in roster.situation.closed_to]
    return [Seat(frozenset({user}), user=user) for user in sorted(set(there))]
