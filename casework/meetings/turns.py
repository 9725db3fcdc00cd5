"""Whose turn a meeting makes it: who wrote it down settles it, and who promised something does that."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from casework.meetings.models import Meeting, Promise
from casework.meetings.states import MeetingState
from roles.actions import Action


def _open(on: dt.date) -> Any:
    """What is being written down, and what has something left to be done."""
    left = Exists(Promise.objects.filter(meeting=OuterRef("pk"), done_on=None))
    return Meeting.objects.filter(Q(state=MeetingState.CONCEPT) | Q(left, state=MeetingState.VASTGELEGD))


def _promises(on: dt.date) -> Any:
    rows = Promise.objects.filter(meeting=OuterRef("pk"), done_on=None).order_by("pk")
    return ArraySubquery(rows.values(json=JSONObject(id="public_id", what="what", until="until", user="who__user_id")))


def _promised(people: Collection[int]) -> Q:
    return Q(promises__done_on=None, promises__who__user__in=people)


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=("state", "made_by_id", "household__walled"),
    people=("made_by_id",),
    names=_promised,
    nested={"promises": _promises},
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        turn
        for one in rows
        for turn in ([_settle(roster, one)] if one.state == MeetingState.CONCEPT else _promised_turns(roster, one))
    ]


def _settle(roster: Roster, one: OpenRow) -> Turn:
    seats = [roster.person(one.made_by_id, Action.EDIT_FILE), *leading(roster)]
    due = roster.term("overleg_vastleggen", one.since, "begonnen")
    what, why = "Stel het overleg vast", "Het overleg is nog niet helemaal opgeschreven."
    return roster.turn("meeting", "settle", "settle", what, why, seats, due, of=one)


def _promised_turns(roster: Roster, one: OpenRow) -> list[Turn]:
    """Of a colleague it is theirs; of somebody else who directs the household asks whether it was done."""
    found = []
    for row in one.promises:
        mine = [roster.person(row["user"], Action.EDIT_FILE)] if row["user"] else []
        what = "Doe wat in het overleg is afgesproken" if mine else "Vraag of de afspraak is gedaan"
        due = Term(dt.date.fromisoformat(row["until"]), "afgesproken in het overleg")
        seats = [*mine, *leading(roster)]
        # words of before a wall may be of anybody, and not everybody whose list this is may know of all
        why = "Dat is toen afgesproken." if one.household__walled else row["what"]
        which = row["id"]
        found.append(roster.turn("meeting", which, "tick", what, why, seats, due, of=one))
    return found
