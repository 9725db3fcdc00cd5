"""Whose turn a wall makes it: to go over both sides once it is set, and to decide when its day comes."""

from collections.abc import Sequence
from typing import Final

from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.households.models import Wall
from casework.law.days import ONE_DAY
from casework.law.terms import Term
from roles.actions import Action

AHEAD: Final = 7  # days before its last one that somebody is asked

OPEN_ROWS = OpenRows(
    rows=lambda on: Wall.objects.filter(lifted_on=None),
    columns=("until", "review_on", "gone_over_on", "by_id"),
    people=("by_id",),
    not_asked=("lifted_by_id",),  # lifted: nothing waits any more
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    """They name nobody, and only who is asked knows of them: the team sees the household, and not all of it sees both."""
    found = []
    for one in rows:
        seats = [roster.person(one.by_id, Action.VIEW_FILE), *roster.leaders()]
        known = frozenset(next((seat.able for seat in seats if seat.able), frozenset()))
        if one.gone_over_on is None:
            due = Term(one.since + ONE_DAY, "een dag nadat de muur gezet is")
            found.append(
                roster.turn(
                    "wall", "go_over", "go_over", "Loop beide zaken na", "Er staat een muur.", seats, due,
                    of=one, outlives=True, known_to=known,
                )
            )  # fmt: skip
        day = min(filter(None, (one.until, one.review_on)))
        if roster.has_come(day - AHEAD * ONE_DAY):
            due = Term(day, "de dag die bij de muur is afgesproken")
            why = "De muur gaat niet vanzelf open: laat hem staan, of hef hem op."
            found.append(
                roster.turn(
                    "wall", "decide", "keep", "Beslis over een muur", why, seats, due,
                    of=one, outlives=True, known_to=known,
                )
            )  # fmt: skip
    return found
