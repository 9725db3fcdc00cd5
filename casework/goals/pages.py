"""The pages of goals."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import F, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.finding import visible_case
from casework.engine.finding import is_over, refuse, sight_of, visible
from casework.engine.lookup import landing, where_to
from casework.engine.object_page import PER_PAGE, change_draft, fill_in, gone, reading, remember, show, writing
from casework.engine.paging import page_of
from casework.goals import operations as plan
from casework.goals.forms import GoalForm, ReportForm
from casework.goals.models import Goal
from casework.goals.states import GoalState
from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import may


@writing
def new_goal(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.EDIT_FILE, part="nieuw doel")
    plan_page = f"{case.get_absolute_url()}plan/"
    return fill_in(
        request,
        GoalForm,
        case,
        partial(plan.add_goal, case),
        title="Nieuw doel",
        submit="Voeg het doel toe",
        done="Het doel staat in het plan.",
        back=plan_page,
        to=lambda goal: plan_page,
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
