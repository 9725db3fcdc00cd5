"""The pages of goals."""

import datetime as dt
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Max, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.finding import visible_case
from casework.cases.tabs import tab_page
from casework.engine.finding import is_over, refuse, sight_of, visible
from casework.engine.lookup import landing, where_to
from casework.engine.noun import Part, Seen, Tab
from casework.engine.object_page import PER_PAGE, change_draft, fill_in, gone, reading, remember, show, writing
from casework.engine.paging import page_of
from casework.engine.step_page import step_page
from casework.goals import operations as plan
from casework.goals.forms import GoalForm, ReportForm
from casework.goals.models import Goal
from casework.goals.progress import progress
from casework.goals.states import GoalState
from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import Sight, may


def _plan(case: Any, sight: Sight) -> dict[str, Any]:
    goals = (
        Goal.objects.visible_to(sight)
        .filter(case=case)
        .select_related(
            "ground", "carrier_contact", "carrier_organisation", "carrier_user", "case__person", "predecessor"
        )
        .prefetch_related("reports")
    )
    return {"goals": [progress(goal) for goal in goals]}


PLAN = Tab(key="plan", place="plan/", label="Plan", order=20)
plan_page = tab_page(PLAN, "goals/plan.html", _plan)  # what was agreed, how is it going?


@writing
def new_goal(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.EDIT_FILE, part="nieuw doel")
    there = f"{case.get_absolute_url()}plan/"
    return fill_in(
        request,
        GoalForm,
        case,
        partial(plan.add_goal, case),
        title="Nieuw doel",
        submit="Voeg het doel toe",
        done="Het doel staat in het plan.",
        back=there,
        to=lambda goal: there,
        template="child/new_goal.html",
    )


@reading
def my_goals(request: HttpRequest) -> HttpResponse:
    """Running goals carried by myself, by my organisation, or (for a citizen) their own."""
    sight = sight_of(request)
    organisations = sorted(holding.organisation_id for holding in sight.holdings if holding.organisation_id)
    own = [case for case, kind in sight.grants.items() if kind is not GrantKind.READ_ALONG]
    rows = (
        Goal.objects.visible_to(sight)
        .filter(
            Q(carrier_organisation_id__in=organisations)
            | Q(carrier_user_id__in=sorted(sight.acts_for))
            | Q(carrier_kind="inwoner", case_id__in=own),
            state=GoalState.LOOPT,
        )
        .select_related("case__person", "case__kern")
        .annotate(told_on=Max("reports__on"))
        .order_by(F("told_on").asc(nulls_first=True), "pk")
    )
    page = page_of(request, rows, PER_PAGE)
    remember(sight, page, part="doelen", action=Action.VIEW_GOAL)
    return render(request, "child/my_goals.html", {"page": page})


@reading
def goal(request: HttpRequest, key: str) -> HttpResponse:
    if is_over(request, Goal, key):
        return gone(request)
    obj = visible(request, Goal, key, part="doel")
    sight = sight_of(request)
    may_change = obj.state == GoalState.VOORGESTELD and may(sight, Action.EDIT_FILE, obj)
    may_tell = obj.state == GoalState.LOOPT and may(sight, Action.REPORT_GOAL, obj)
    return show(
        request,
        "child/goal.html",
        obj,
        reports=list(obj.reports.order_by("-on", "-pk")[:50]),
        may_change=may_change,
        may_tell=may_tell,
    )


@writing
def change_goal(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, Goal, key, part="doel wijzigen")
    return change_draft(
        request,
        obj,
        GoalForm,
        plan.change_goal,
        Action.EDIT_FILE,
        GoalState.VOORGESTELD,
        "Wijzig het doel",
        template="child/new_goal.html",
    )


@writing
def report(request: HttpRequest, key: str) -> HttpResponse:
    """'Vertel hoe het gaat': a sentence, and for professionals a number."""
    obj, sight = visible(request, Goal, key, part="bericht over een doel"), sight_of(request)
    if not may(sight, Action.REPORT_GOAL, obj):
        refuse(request, obj.case, part="bericht over een doel")
        raise PermissionDenied
    return fill_in(
        request,
        ReportForm,
        obj,
        partial(plan.report_progress, obj),
        title="Vertel hoe het gaat",
        submit="Verstuur",
        done="Dank u wel. Uw bericht staat erbij.",
        back=where_to(sight, obj),
        to=lambda made: landing(sight, obj),
        about=obj.wording,
        named=True,
    )


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("goals", Goal.objects.select_related(*Goal.alongside)),)


def _on_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"goals": [one for one in case.goals.all() if one.state != GoalState.BIJGESTELD]}


ON_PAGE = (Part(template="goals/on_page.html", order=40, context=_on_page),)


def _for_citizen(case: Any, sight: Sight) -> dict[str, Any]:
    """The plan as it stands: what runs, what was reached, and what comes; not what was replaced or dropped."""
    shown = (GoalState.VOORGESTELD, GoalState.LOOPT, GoalState.BEHAALD)
    goals = Goal.objects.visible_to(sight).filter(case=case, state__in=shown)
    rows = list(
        goals.select_related("carrier_contact", "carrier_organisation", "carrier_user").prefetch_related("reports")
    )
    for one in rows:
        one.case = case
        one.last_report = max(one.reports.all(), key=lambda report: (report.on, report.pk), default=None)
    return {"goals": rows}


FOR_CITIZEN = (Part(template="goals/for_citizen.html", order=40, context=_for_citizen),)


def who_sees(case: Any, on: dt.date) -> Seen:
    carried = case.goals.filter(state=GoalState.LOOPT, carrier_organisation__isnull=False, shared_until__gt=on)
    rows = list(carried)
    return Seen(
        organisations=[one.carrier_organisation_id for one in rows],
        rows=rows,
        action=Action.VIEW_GOAL,
        words="het doel",
    )


URLS = (
    at_case("plan/", plan_page, "plan"),
    at_case("doelen/nieuw/", new_goal, "nieuw-doel"),
    path("doelen/", my_goals, name="doelen"),
    path("doelen/<slug:key>/", goal, name="doel"),
    path("doelen/<slug:key>/wijzigen/", change_goal, name="doel-wijzigen"),
    path("doelen/<slug:key>/bericht/", report, name="doel-bericht"),
    path("doelen/<slug:key>/stap/<slug:slug>/", step_page(Goal), name="doel-stap"),
)
