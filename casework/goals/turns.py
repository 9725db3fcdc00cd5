"""Whose turn a goal makes it: to say how it goes, or to find who carries it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce

from casework.cases.seats import citizen, leading
from casework.cases.states import Phase
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.goals.models import CarrierKind, Goal
from casework.goals.states import GoalState
from casework.law.terms import Term
from roles.actions import Action
from roles.matrix import Role


def _open(on: dt.date) -> Any:
    runs = Q(state=GoalState.LOOPT) | Q(state=GoalState.VOORGESTELD, seeking_since__isnull=False)
    last = Coalesce(Max("reports__on", filter=Q(reports__struck_at=None)), F("started_on"), F("state_since"))
    told = Max("reports__on", filter=Q(reports__struck_at=None))
    return Goal.objects.filter(runs).annotate(last=last, told=told)


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=(
        "state",
        "seeking_since",
        "carrier_kind",
        "carrier_organisation_id",
        "carrier_user_id",
        "rhythm_days",
        "shared_until",
        "last",
        "told",
    ),
    days=("last", "told"),
    organisations=("carrier_organisation_id",),
    people=("carrier_user_id",),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in (*_seek(roster, one), *_report(roster, one))]


def _seek(roster: Roster, one: OpenRow) -> list[Turn]:
    if not one.seeking_since:
        return []
    what, why = "Zoek een andere drager, of houd de drager", "De overdracht van dit doel ging niet door."
    due = roster.term("andere_partij", one.seeking_since, "niet doorgegaan")
    return [roster.turn("goal", "seek", "keep_carrier", what, why, leading(roster), due, of=one)]


def _report(roster: Roster, one: OpenRow) -> list[Turn]:
    if one.state != GoalState.LOOPT:
        return []
    told = _by_rhythm(roster, one) if one.rhythm_days else _at_evaluation(roster, one)
    if told is None:
        return []
    seats = [*_carriers(roster, one), *leading(roster)]
    return [roster.turn("goal", "report", "report", "Vertel hoe het gaat", "Een doel loopt.", seats, told, of=one)]


def _by_rhythm(roster: Roster, one: OpenRow) -> Term:
    due = roster.clock.next_working_day(one.last + dt.timedelta(days=one.rhythm_days))
    return Term(due, f"elke {one.rhythm_days} dagen een bericht, zoals afgesproken")


def _at_evaluation(roster: Roster, one: OpenRow) -> Term | None:
    """Once for each evaluation: whoever told since the last agreement isn't asked again before the next."""
    row = roster.row
    if row.phase != Phase.UITVOERING or row.evaluate_on is None:
        return None
    if one.told and row.goals_agreed_on and one.told >= row.goals_agreed_on:
        return None
    return Term(row.evaluate_on, "bij de evaluatie, zoals afgesproken")


def _carriers(roster: Roster, one: OpenRow) -> list[Seat]:
    outside = one.carrier_kind == CarrierKind.ORGANISATIE
    if outside and one.shared_until and not roster.has_come(one.shared_until):
        return roster.organisation(one.carrier_organisation_id, Role.MIDDENVELD, Role.UITVOERDER)
    if one.carrier_kind == CarrierKind.INWONER:
        return citizen(roster)
    if one.carrier_kind == CarrierKind.COLLEGA:
        return [roster.person(one.carrier_user_id, Action.REPORT_GOAL)]
    return []
