"""The pages of a plan: the plan itself, its sheet for one member, and where it shows on the page of the household."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from casework.engine.finding import sight_of, visible
from casework.engine.form_page import OF_OBJECT, form_page, of
from casework.engine.machine import Attempt, Permit, condition
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.householdplans.forms import PlanForm
from casework.householdplans.models import HouseholdPlan
from casework.householdplans.operations import THERE_IS_ONE, begin_plan
from casework.householdplans.paper import TEMPLATE, as_answer, plan_for
from casework.householdplans.shown import ShownGoal, known_members, shown_goals
from casework.householdplans.standing import members_of, names_of, stands, what_is_missing
from casework.householdplans.states import PlanState
from casework.households.models import Household
from casework.households.walls import reads_free_words, walled_from
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may

PART: Final = "gezinsplan"


@condition(THERE_IS_ONE, moot=True)
def none_is_open(attempt: Attempt) -> bool:
    household = attempt.anchor
    return household.is_open and not household.plans.filter(state__in=PlanState.OPEN).exists()


MAKE = Make(
    label="Maak een gezinsplan",
    url="nieuw-gezinsplan",
    order=20,
    by=Permit(Action.LEAD_CASE),
    needs=(none_is_open,),
)
new_plan = form_page(
    of(Household, Action.LEAD_CASE),
    PlanForm,
    begin_plan,
    part="nieuw gezinsplan",
    heading="Nieuw gezinsplan",
    submit="Maak het plan",
    done="Het plan is een concept. Kies nu de doelen.",
    to=None,
    back="",
    template=OF_OBJECT,
    seen_as=MAKE.url,
)


def _plan(plan: Any, sight: Sight) -> dict[str, Any]:
    """A colleague who sees both sides of a wall sees both, and that there is one; of who is behind one otherwise nothing."""
    members, hidden = known_members(members_of(plan.household), sight)
    people = {one.person_id for one in members}
    found = [one for one in stands(plan, members, sight.on) if not names_of(members, one) & hidden]
    goals = shown_goals(plan, sight, hidden)
    _looked(sight, goals)
    said = plan.agreements.exclude(member__person__in=hidden).exclude(by_whom__person__in=hidden)
    return {
        "free": reads_free_words(sight, plan.household),
        "goals": goals,
        "members": members,
        "walled": walled_from(people) & people,
        "missing": what_is_missing(members, found) if plan.standing in PlanState.OPEN else [],
        "said": list(said.select_related("member__person", "by_whom__person")),
        "directs": plan.household.regisseur,
        "prints": may(sight, Action.EDIT_FILE, plan),
    }


def _looked(sight: Sight, goals: list[ShownGoal]) -> None:
    """What is told of a case here is a look at that one too."""
    read = {one.goal.case_id: one.goal.case for one in goals}
    reading_log.looked_over(sight, read.values(), part=PART, action=Action.VIEW_GOAL)


plan_page = object_page(HouseholdPlan, "householdplans/plan.html", part=PART, content=_plan)


@require_safe
def sheet(request: HttpRequest, key: str, member: str) -> HttpResponse:
    """The plan on paper for one who lives there: theirs, and what is shared with them. For who works in the file."""
    plan = visible(request, HouseholdPlan, key, part=f"{PART} op papier")
    sight = sight_of(request)
    members, hidden = known_members(members_of(plan.household), sight)
    row = next((one for one in members if one.public_id == member), None)
    if row is None or not may(sight, Action.EDIT_FILE, plan):
        raise Http404
    goals = shown_goals(plan, sight, hidden)
    _looked(sight, goals)
    return as_answer(TEMPLATE, plan_for(plan, members, row, goals, sight.on), f"gezinsplan-{plan.household.ref}")


def _on_page(household: Any, sight: Sight) -> dict[str, Any]:
    rows = HouseholdPlan.objects.visible_to(sight).filter(household=household)
    return {"plans": list(rows), "free": reads_free_words(sight, household)}


ON_PAGE = (Part(template="householdplans/on_page.html", order=10, context=_on_page),)

URLS = (
    path("huishoudens/<slug:key>/gezinsplan/nieuw/", new_plan, name=MAKE.url),
    path("gezinsplannen/<slug:key>/", plan_page, name="gezinsplan"),
    path("gezinsplannen/<slug:key>/blad/<slug:member>/", sheet, name="gezinsplan-blad"),
    path("gezinsplannen/<slug:key>/stap/<slug:slug>/", step_page(HouseholdPlan), name="gezinsplan-stap"),
)
