"""Whose turn a krachtenveldanalyse makes it: of who was asked by name, at their organisation; late or with nobody there of
who leads the case, and then of the leaders."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.forcefields.models import ForceField
from casework.forcefields.states import ForceFieldState
from casework.law.terms import Term


def _open(on: dt.date) -> Any:
    """What is asked for; and of what was talked over, where somebody looks again. What was withdrawn keeps its days."""
    kept = Q(state=ForceFieldState.BESPROKEN, review_on__isnull=False)
    return ForceField.objects.filter(Q(state__in=ForceFieldState.OPEN) | kept)


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=("state", "maker_id", "maker_organisation_id", "due_on", "shared_until", "made_on", "review_on"),
    people=("maker_id",),
    organisations=("maker_organisation_id",),
    # whose turn it is follows from who leads the case, whoever asked
    not_asked=("asked_by_id",),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in _of(roster, one)]


def _of(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if one.state == ForceFieldState.TERUG:
        yield _came_back(roster, one)
    elif one.state == ForceFieldState.BESPROKEN:
        yield from _look_again(roster, one)
    elif one.made_on is not None:
        yield _talk(roster, one)
    else:
        yield from _make(roster, one)


def _make(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if one.state == ForceFieldState.GEVRAAGD:
        due = roster.term("krachtenveld_antwoord", one.since, "gevraagd")
    else:
        due = Term(one.due_on, "de dag die is afgesproken")
    maker = _maker(roster, one)
    if not maker.able:
        what, why = "Spreek een andere dag af, of vraag een ander", "Wie de krachtenveldanalyse maakt, is er nu niet."
        yield roster.turn("force_field", "nobody", "withdraw", what, why, leading(roster), due, of=one)
    elif one.state == ForceFieldState.GEVRAAGD:
        what, why = "Begin aan de krachtenveldanalyse, of geef de vraag terug", "Aan u gevraagd."
        yield roster.turn("force_field", "answer", "accept", what, why, [maker], due, of=one)
    else:
        what, why = "Maak de krachtenveldanalyse, en lever haar op", "Aan u gevraagd."
        yield roster.turn("force_field", "make", "hand_in", what, why, [maker], due, of=one)
    yield from _late(roster, one, due)


def _late(roster: Roster, one: OpenRow, due: Term) -> Iterator[Turn]:
    """Past its day who leads the case asks after it; and where that doesn't help, a leader."""
    if not roster.is_past(due.on):
        return
    late = roster.term("krachtenveld_ingrijpen", due.on, "de dag waarop het er zou zijn")
    if roster.is_past(late.on):
        what, why = "Krachtenveldanalyse blijft liggen: grijp in", "Zij zou er allang zijn."
        yield roster.turn("force_field", "leader", "withdraw", what, why, roster.leaders(), late, of=one)
    else:
        what, why = "Vraag na hoe het staat met de krachtenveldanalyse", "Zij zou er nu zijn."
        yield roster.turn("force_field", "late", "extend", what, why, leading(roster), late, of=one)


def _maker(roster: Roster, one: OpenRow) -> Seat:
    """Themselves and nobody in their place, while they can see it."""
    there = [
        post.user_id
        for post in roster.staff
        if post.user_id == one.maker_id and post.organisation_id == one.maker_organisation_id and post.present
    ]
    sees = roster.still_shared(one.shared_until)
    return Seat(frozenset(there if sees else ()) - roster.situation.closed_to, user=one.maker_id)


def _talk(roster: Roster, one: OpenRow) -> Turn:
    due = roster.term("krachtenveld_bespreken", one.made_on, "opgeleverd")
    what, why = "Bespreek de krachtenveldanalyse met de inwoner", "De maker leverde haar op."
    return roster.turn("force_field", "talk", "discuss", what, why, leading(roster), due, of=one)


def _came_back(roster: Roster, one: OpenRow) -> Turn:
    due = roster.term("krachtenveld_antwoord", one.since, "teruggekomen")
    what, why = "Vraag een ander om een krachtenveldanalyse, of laat het erbij", "De vraag is teruggegeven."
    return roster.turn("force_field", "back", "withdraw", what, why, leading(roster), due, of=one)


def _look_again(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    if roster.has_come(one.review_on):
        due = Term(one.review_on, "de dag die u daarvoor koos")
        what, why = "Kijk opnieuw wat in het krachtenveld is afgeschermd", "U zou dit vandaag opnieuw bekijken."
        yield roster.turn("force_field", "review", "look_again", what, why, leading(roster), due, of=one, outlives=True)
