"""What a visit brings along."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from casework.cases.seats import leading
from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.finding import sight_of, visible
from casework.engine.next_here import TurnsOf
from casework.engine.noun import ByDate, Closing, Ending, Keeps, Noun, OnSummary, OpenRows, Readers
from casework.engine.object_page import show
from casework.engine.open_rows import OpenRow
from casework.engine.step_page import step_page
from casework.engine.turns import Roster, Turn
from casework.engine.words import day_in_words
from casework.engine.writes import Write
from casework.law.terms import Term, house
from roles.actions import Action
from tests.rules.house_visit import forms
from tests.rules.house_visit.models import HouseVisit, VisitState

FORGOTTEN_AFTER = dt.timedelta(weeks=4)

OPEN_ROWS = OpenRows(
    rows=lambda on: HouseVisit.objects.filter(state=VisitState.GEPLAND),
    columns=("on", "visitor_id"),
    people=("visitor_id",),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    found = []
    for one in rows:
        seats = [roster.person(one.visitor_id, Action.EDIT_FILE), *leading(roster)]
        due = Term(one.on, "de dag van het bezoek")
        found.append(roster.turn("house_visit", "", "tell", "Ga op huisbezoek", "Zo afgesproken.", seats, due, of=one))
    return found


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "call_off", {"why": "De zaak is beëindigd."})


def _forgotten(on: dt.date) -> Any:
    return HouseVisit.objects.filter(state=VisitState.GEPLAND, on__lt=on - FORGOTTEN_AFTER).select_related("case")


def _call_off(visit: Any, on: dt.date, at: dt.datetime) -> None:
    day = first_moment(visit.on + FORGOTTEN_AFTER)
    perform(visit, "call_off", by=None, at=day, routed_at=at, why="Er is niets van gekomen.")


def on_summary(case: Any, readers: Readers, on: dt.date) -> dict[str, Any]:
    visits = case.house_visits.filter(state=VisitState.GEDAAN).order_by("on")
    return {"visits": [{"on": day_in_words(one.on), "told": one.told} for one in visits]}


def page(request: HttpRequest, key: str) -> HttpResponse:
    turns = TurnsOf(sight_of(request))
    found = visible(request, HouseVisit, key, part="huisbezoek", ask=turns.ask)
    return show(request, "house_visit/visit.html", found, turns)


NOUN = Noun(
    name="house_visit",
    model="house_visit.HouseVisit",
    anchor="casework.Case",
    place="/huisbezoeken/",
    rows_name="house_visits",
    rank=80,
    open_rows=OPEN_ROWS,
    turns=turns,
    closing=Closing(
        blocks=(VisitState.GEPLAND,),
        reason="Er staat nog een huisbezoek gepland.",
        where="plan",
        at_end=at_end,
        warns=lambda case, rows: "Het huisbezoek wordt afgezegd." if rows else "",
    ),
    by_date=(ByDate(name="visits", due=_forgotten, do=_call_off, found_by=("house_visit.HouseVisit", "on")),),
    terms=(house("huisbezoek", 5),),
    forms=forms,
    on_summary=(OnSummary(chapter="Huisbezoeken", template="house_visit/on_summary.html", content=on_summary),),
    keeps={"huisbezoek": Keeps(15, "het bezoek", "Wmo 2015, artikel 5.3.4 lid 1")},
    urls=(
        path("huisbezoeken/<slug:key>/", page, name="huisbezoek"),
        path("huisbezoeken/<slug:key>/stap/<slug:slug>/", step_page(HouseVisit), name="huisbezoek-stap"),
    ),
)
