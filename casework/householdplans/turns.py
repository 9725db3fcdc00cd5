"""Whose turn the plan of a household makes it: who directs the household agrees on it, asks who didn't say yes, looks back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.householdplans.agreeing import ELSEWHERE, Asked, Gave, Lives, asked, birthday, last_birthday
from casework.householdplans.models import Agreement, HouseholdPlan, PlanGoal
from casework.householdplans.states import PlanState
from casework.households.models import Member
from casework.law.terms import Term


def _lives(on: dt.date) -> Any:
    """Who lives there: when they were born, and who has authority over them."""
    authority = Member.objects.filter(authority_over=OuterRef("pk")).order_by("pk")
    rows = Member.objects.filter(household=OuterRef("household"), until=None).order_by("pk")
    shape = {
        "id": "pk",
        "birth_date": "person__birth_date",
        "about": "person__birth_about",
        "elsewhere": "authority_elsewhere",
        "since": "since",
        "authority": ArraySubquery(authority.values("pk")),
    }
    return ArraySubquery(rows.values(json=JSONObject(**shape)))


def _gave(on: dt.date) -> Any:
    rows = Agreement.objects.filter(plan=OuterRef("pk"), ended_on=None).order_by("pk")
    return ArraySubquery(rows.values(json=JSONObject(member="member_id", by="by_whom_id", on="given_on")))


def _asked_again(on: dt.date) -> Any:
    """Since when what was said last holds no more."""
    rows = Agreement.objects.filter(plan=OuterRef("pk"), ended_on__isnull=False).order_by("-ended_on")
    return Subquery(rows.values("ended_on")[:1])


def _with_goals(on: dt.date) -> Any:
    return Exists(PlanGoal.objects.filter(plan=OuterRef("pk")))


OPEN_ROWS = OpenRows(
    rows=lambda on: HouseholdPlan.objects.filter(state__in=PlanState.OPEN),
    columns=("state", "law", "evaluate_on"),
    not_asked=("made_by_id",),  # who directs the household has its turns
    nested={"lives": _lives, "gave": _gave, "has_goals": _with_goals, "asked_again": _asked_again},
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in (_concept(roster, one) if one.state == "concept" else _runs(roster, one))]


def _concept(roster: Roster, one: OpenRow) -> list[Turn]:
    due = roster.term("gezinsplan_afspreken", one.since, "concept")
    if not one.has_goals:
        step, what, why = "choose", "Kies de doelen van het gezinsplan", "Er staat nog geen doel in het plan."
    elif missing := _missing(roster, one)[0]:
        step, what, why = "record", "Vraag akkoord voor het gezinsplan", _why(missing)
    else:
        step, what, why = "agree", "Spreek het gezinsplan af", "Iedereen ging akkoord."
    return [roster.turn("household_plan", "agree", step, what, why, leading(roster), due, of=one)]


def _runs(roster: Roster, one: OpenRow) -> list[Turn]:
    found = []
    missing, since = _missing(roster, one)
    if missing:
        due = roster.term("gezinsplan_akkoord", since, "er is iets veranderd")
        what, why = "Vraag opnieuw akkoord voor het gezinsplan", _why(missing)
        found.append(roster.turn("household_plan", "again", "record", what, why, leading(roster), due, of=one))
    due = Term(one.evaluate_on, "de afgesproken dag")
    what, why = "Kijk samen terug op het gezinsplan", "Zo afgesproken."
    return [*found, roster.turn("household_plan", "look", "evaluate", what, why, leading(roster), due, of=one)]


def _why(missing: list[Asked]) -> str:
    """Without a name: a list is read over a shoulder."""
    if any(one.unknown for one in missing):
        return "Van een kind is niet bekend wie het gezag heeft."
    return "Eén lid gaf nog geen akkoord." if len(missing) == 1 else f"Van {len(missing)} leden is er nog geen akkoord."


def _missing(roster: Roster, one: OpenRow) -> tuple[list[Asked], dt.date]:
    """Of whom there is no agreement, as the pages have it (`standing`), and since when that is so.

    Each birthday on which that changes is looked at again.
    """
    rows = {row["id"]: row for row in one.lives}
    came: dict[int, dt.date] = {}  # of each the last birthday from which the law has it otherwise

    def reached(member: Lives, years: int) -> bool:
        if member.born is None:
            return True
        day = birthday(member.born, years)
        if roster.has_come(day):
            came[member.id] = max(day, came.get(member.id, day))
            return True
        return False

    lives = [_lives_as(row) for row in one.lives]
    gave = [Gave(row["member"], row["by"] or ELSEWHERE, dt.date.fromisoformat(row["on"])) for row in one.gave]
    found = asked(lives, gave, one.law, reached, lambda code: roster.clock.rule(code, one.since).length)
    missing = [row for row in found if not row.agreed]
    days = [dt.date.fromisoformat(day) for row in missing if (day := rows[row.member]["since"])]
    again = [dt.date.fromisoformat(one.asked_again)] if one.asked_again else []
    return missing, max([one.since, *days, *again, *(came[row.member] for row in missing if row.member in came)])


def _lives_as(row: dict[str, Any]) -> Lives:
    born = last_birthday(dt.date.fromisoformat(row["birth_date"]) if row["birth_date"] else None, row["about"])
    return Lives(row["id"], born, frozenset(row["authority"]) | ({ELSEWHERE} if row["elsewhere"] else set()))
