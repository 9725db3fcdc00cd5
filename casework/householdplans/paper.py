"""A plan on paper, for one member: made when it is asked for, and kept nowhere.

So it says what holds that day: no wall that was put up since is crossed by a sheet that was stored before.
"""

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from casework.documents.layout import as_pdf, at_one_go, lay_out
from casework.documents.press import clean
from casework.engine.words import Json, day_in_words
from casework.householdplans.shown import ShownGoal, for_member
from casework.households.walls import walled_from

TEMPLATE: Final = "householdplans/pdf/plan.html"


def pdf_of(template: str, content: Json) -> bytes:
    """Of what it says, in ready words, the paper itself."""
    with at_one_go():
        return as_pdf(lay_out(render_to_string(template, {"s": clean(content)})))


def as_answer(template: str, content: Json, name: str) -> HttpResponse:
    """The paper as a file with that name, which nothing on the way keeps."""
    answer = HttpResponse(pdf_of(template, content), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def head(household: Any, title: str, on: dt.date) -> Json:
    """What each sheet of a household has: from whom, about what, and whom one may ring."""
    who, team = household.regisseur, household.team
    return {
        "title": title,
        "municipality": settings.WIJKTEAM_MUNICIPALITY,
        "ref": household.ref,
        "on": on.isoformat(),
        "date": day_in_words(on),
        "team": {"name": team.name, "phone": team.phone},
        "contact": {"name": who.name if who else team.name, "phone": (who.phone if who else "") or team.phone},
    }


def plan_for(plan: Any, members: list[Any], member: Any, goals: list[ShownGoal], on: dt.date) -> Json:
    """What stands on the sheet of this member; `members` and `goals` as whoever makes it sees them."""
    behind = walled_from([member.person_id])
    with_whom = [one.person.name for one in members if one.pk != member.pk and one.person_id not in behind]
    said = plan.agreements.filter(member=member, ended_on=None).select_related("by_whom__person")
    return head(plan.household, "Ons gezinsplan", on) | {
        "person": member.person.name,
        "aim": "" if behind else plan.aim,  # words of before the wall may be of anybody
        "with_whom": with_whom,
        "state": plan.get_state_display(),
        "evaluate_on": day_in_words(plan.evaluate_on),
        "goals": [_goal(one, with_) for one, with_ in for_member(goals, member)],
        "agreed": [{"by": _by(one, member), "on": day_in_words(one.given_on), "how": one.how} for one in said],
    }


def _by(one: Any, member: Any) -> str:
    return str(one.by_whom.person.name if one.by_whom is not None else member.authority_elsewhere)


def _goal(one: ShownGoal, members: list[Any]) -> Json:
    return {
        "wording": one.goal.wording,
        "of": one.person.name,
        "who": one.carried_by or "dat spreken wij nog af",
        "for": [row.person.name for row in members],
        "state": one.goal.get_state_display().lower(),
    }
