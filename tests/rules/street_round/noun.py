"""What a round brings along, and what a door does."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.finding import sight_of, visible
from casework.engine.next_here import TurnsOf
from casework.engine.noun import ByDate, Closing, Ending, Keeps, Nothing, Noun, OpenRows
from casework.engine.object_page import show
from casework.engine.open_rows import OpenRow
from casework.engine.step_page import step_page
from casework.engine.turns import Roster, Turn
from casework.engine.writes import Write
from casework.law.terms import Term, house
from roles.actions import Action
from roles.matrix import Role
from tests.rules.street_round import forms
from tests.rules.street_round.models import Door, DoorState, Round, RoundState

FORGOTTEN_AFTER = dt.timedelta(weeks=4)


# --- the round itself: an anchor --------------------------------------------------------------------------------


def _read(row: OpenRow) -> None:
    row["url"] = f"/straatrondes/{row.public_id}/"


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    if not roster.situation.is_open:
        return []
    seats = [roster.person(roster.row.leader_id, Action.EDIT_FILE), *roster.leaders()]
    due = roster.term("straatronde", roster.row.on, "de dag van de ronde")
    return [roster.turn("round", "", "finish", "Rond de straatronde af", "Zo afgesproken.", seats, due)]


def _forgotten(on: dt.date) -> Any:
    return Round.objects.filter(state=RoundState.GEPLAND, on__lt=on - FORGOTTEN_AFTER)


def _call_off(row: Any, on: dt.date, at: dt.datetime) -> None:
    day = first_moment(row.on + FORGOTTEN_AFTER)
    perform(row, "call_off", by=None, at=day, routed_at=at, why="Er is niets van gekomen.")


def round_page(request: HttpRequest, key: str) -> HttpResponse:
    turns = TurnsOf(sight_of(request))
    found = visible(request, Round, key, part="straatronde", ask=turns.ask)
    return show(request, "street_round/round.html", found, turns, events=found.events.values())


ROUND = Noun(
    name="round",
    model="street_round.Round",
    anchor="street_round.Round",
    place="/straatrondes/",
    rank=0,
    open_rows=OpenRows(
        rows=lambda on: Round.objects.all(),
        columns=("public_id", "team_id", "kern_id", "leader_id", "on", "state"),
        people=("leader_id",),
        read=_read,
    ),
    turns=turns,
    terms=(house("straatronde", 3),),
    by_date=(ByDate(name="rounds", due=_forgotten, do=_call_off, found_by=("street_round.Round", "on")),),
    forms=forms,
    keeps={"straatronde": Keeps(2, "de ronde", "Archiefwet 1995, artikel 5")},
    urls=(
        path("straatrondes/<slug:key>/", round_page, name="straatronde"),
        path("straatrondes/<slug:key>/stap/<slug:slug>/", step_page(Round), name="straatronde-stap"),
    ),
)


# --- what hangs on it -------------------------------------------------------------------------------------------


def door_turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    found = []
    for one in rows:
        seats = [roster.role(Role.TEAMLID), *roster.leaders()]
        due = Term(roster.row.on, "de dag van de ronde")
        found.append(roster.turn("door", "", "speak", "Bel nog een keer aan", "Er was niemand.", seats, due, of=one))
    return found


def doors_at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "skip")


def door_page(request: HttpRequest, key: str) -> HttpResponse:
    return show(request, "street_round/door.html", visible(request, Door, key, part="deur"))


DOOR = Noun(
    name="door",
    model="street_round.Door",
    anchor="street_round.Round",
    place="/deuren/",
    rows_name="doors",
    rank=10,
    open_rows=OpenRows(rows=lambda on: Door.objects.filter(state=DoorState.OPEN), columns=("number",)),
    turns=door_turns,
    closing=Closing(blocks=(DoorState.OPEN,), reason="Er is nog een deur om terug te komen.", at_end=doors_at_end),
    forms=forms,
    on_summary=Nothing("Van een ronde is er geen samenvatting."),
    keeps={"deur": Keeps(2, "de ronde", "Archiefwet 1995, artikel 5")},
    urls=(
        path("deuren/<slug:key>/", door_page, name="deur"),
        path("deuren/<slug:key>/stap/<slug:slug>/", step_page(Door), name="deur-stap"),
    ),
)
