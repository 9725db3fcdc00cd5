"""The pages of goals."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Max, OuterRef, Prefetch, Q, Subquery
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import Truncator

from casework.cases.addresses import at_case
from casework.cases.finding import case_for
from casework.cases.put_right import is_own_words
from casework.cases.put_right_page import put_right_page
from casework.cases.querysets import as_citizen
from casework.cases.tabs import moved, tab_page
from casework.engine.along import lay_down
from casework.engine.finding import refuse, sight_of, visible
from casework.engine.form_page import OF_OBJECT, draft_page, form_page, of
from casework.engine.lookup import landing, where_to
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part, Seen, Tab, TurnName
from casework.engine.object_page import object_page, own_list
from casework.engine.step_page import step_page
from casework.goals import conditions, operations
from casework.goals.forms import GoalForm, PutReportRightForm, ReportForm
from casework.goals.models import Goal, ProgressReport
from casework.goals.progress import progress
from casework.goals.states import GoalState
from roles import shape
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.policy import Sight, may

TOO_LARGE = 2**63  # for a key


def _plan(case: Any, sight: Sight) -> dict[str, Any]:
    goals = (
        Goal.objects.visible_to(sight)
        .filter(case=case)
        .select_related(
            "ground",
            "carrier_contact",
            "carrier_organisation",
            "carrier_user",
            "case__person",
            "predecessor",
            "only_speaker",
        )
        .prefetch_related(Prefetch("reports", ProgressReport.objects.visible_to(sight)))
    )
    return {"goals": [progress(goal) for goal in goals]}


PLAN = Tab(key="plan", place="plan/", label="Plan", order=20, formerly=("overdrachten/",))
plan_page = tab_page(PLAN, "goals/plan.html", _plan)  # what was agreed, how is it going?


MAKE = Make(
    label="Voeg een doel toe",
    url="nieuw-doel",
    order=50,
    by=Permit(Action.EDIT_FILE),
    needs=(conditions.case_is_led,),
    tab="plan",
)
new_goal = form_page(
    case_for(MAKE.by),
    GoalForm,
    operations.add_goal,
    part="nieuw doel",
    heading="Nieuw doel",
    submit="Voeg het doel toe",
    done="Het doel staat in het plan.",
    to="plan/",
    template="goals/new.html",
    seen_as=MAKE.url,
)
change_goal = draft_page(
    Goal,
    GoalForm,
    operations.change_goal,
    action=Action.EDIT_FILE,
    draft=GoalState.VOORGESTELD,
    part="doel wijzigen",
    heading="Wijzig het doel",
    template="goals/new.html",
    seen_as="doel-wijzigen",
)
# 'Vertel hoe het gaat': a sentence, and for professionals a number
report = form_page(
    of(Goal, Action.REPORT_GOAL),
    ReportForm,
    operations.report_progress,
    part="bericht over een doel",
    heading="Vertel hoe het gaat",
    submit="Verstuur",
    done="Dank u wel. Uw bericht staat erbij.",
    to=lambda goal, sight: landing(sight, goal),
    back=lambda goal, sight: where_to(sight, goal),
    template=OF_OBJECT,
    shows=lambda goal: {"about": goal.wording},
)


def _report(request: HttpRequest, key: str, pk: int, part: str) -> Any:
    """A report to put right: by who works in the file, or by whoever told it themselves."""
    goal = visible(request, Goal, key, part=part)
    sight = sight_of(request)
    rows = ProgressReport.objects.visible_to(sight).filter(goal=goal)
    row = get_object_or_404(rows, pk=pk) if pk < TOO_LARGE else None
    if row is None:
        raise Http404
    row.goal = goal
    if not may(sight, Action.EDIT_FILE, goal) and not is_own_words(row, sight):
        refuse(request, goal.anchor, part=part)
        raise PermissionDenied
    return row


put_report_right = put_right_page(
    _report, PutReportRightForm, ProgressReport, to=lambda row, sight: landing(sight, row.goal)
)


# of several goals one reads which it is
TURN_NAME = TurnName(
    column="wording", words=lambda words: f"‘{Truncator(words).chars(80)}’", only=lambda: Q(state__in=GoalState.ACTIVE)
)


def _mine(sight: Sight) -> Any:
    """Running goals carried by myself, by my organisation, or (for a citizen) their own."""
    organisations = sorted(holding.organisation_id for holding in sight.holdings if holding.organisation_id)
    told = ProgressReport.objects.visible_to(sight).filter(goal=OuterRef("pk")).order_by()
    return (
        Goal.objects.visible_to(sight)
        .filter(
            Q(carrier_organisation_id__in=organisations)
            | Q(carrier_user_id__in=sorted(sight.acts_for))
            | Q(carrier_kind="inwoner", case_id__in=as_citizen(sight)),
            state=GoalState.LOOPT,
        )
        .select_related("case__person", "case__kern")
        .annotate(told_on=Subquery(told.values("goal").annotate(last=Max("on")).values("last")))
        .order_by(F("told_on").asc(nulls_first=True), "pk")
    )


my_goals = own_list(_mine, "goals/my_goals.html", part="doelen", action=Action.VIEW_GOAL)


def _goal(obj: Any, sight: Sight) -> dict[str, Any]:
    return {
        "reports": ProgressReport.objects.visible_to(sight).filter(goal=obj).order_by("-on", "-pk"),
        "keeps": may(sight, Action.EDIT_FILE, obj),
        "sees_ground": may(sight, Action.VIEW_SHIELDED, obj),
        "mine": sight.acts_for if may(sight, Action.REPORT_GOAL, obj) else (),
        "may_change": obj.state == GoalState.VOORGESTELD and may(sight, Action.EDIT_FILE, obj),
        "may_tell": obj.state == GoalState.LOOPT and may(sight, Action.REPORT_GOAL, obj),
    }


goal = object_page(Goal, "goals/goal.html", part="doel", content=_goal)


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("goals", Goal.objects.select_related(*Goal.alongside)),)


def _on_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"goals": [one for one in case.goals.all() if one.state != GoalState.BIJGESTELD]}


ON_PAGE = (Part(template="goals/on_page.html", order=40, context=_on_page),)


def _as_it_stands(sight: Sight, *, case: int) -> Any:
    """The plan as it stands: what runs, what was reached, and what comes; not what was replaced or dropped."""
    shown = (GoalState.VOORGESTELD, GoalState.LOOPT, GoalState.BEHAALD)
    goals = Goal.objects.visible_to(sight).filter(case=case, state__in=shown)
    return goals.select_related("carrier_contact", "carrier_organisation", "carrier_user")


_STANDS = shape.Seen("the plan of the citizen", _as_it_stands, case=Slot.ID)
_REPORTS = Select(lambda case: ProgressReport.objects.filter(goal__case=case, shielded=False), case=Slot.ID)


def _ask(case: Any, sight: Sight) -> Any:
    return _STANDS.objects(sight, case=case.pk), _REPORTS.send(case=case.pk)


def _for_citizen(case: Any, sight: Sight, asked: Any) -> dict[str, Any]:
    goals, reports = asked
    rows = list(goals)
    lay_down(rows, "reports", reports.objects())
    for one in rows:
        one.case = case
        one.last_report = max(one.reports.all(), key=lambda report: (report.on, report.pk), default=None)
    return {"goals": rows}


FOR_CITIZEN = (Part(template="goals/for_citizen.html", order=40, ask=_ask, context=_for_citizen),)


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
    moved(PLAN, "overdrachten/", "zaak-overdrachten", "#overdrachten"),
    at_case("doelen/nieuw/", new_goal, "nieuw-doel"),
    path("doelen/", my_goals, name="doelen"),
    path("doelen/<slug:key>/", goal, name="doel"),
    path("doelen/<slug:key>/wijzigen/", change_goal, name="doel-wijzigen"),
    path("doelen/<slug:key>/bericht/", report, name="doel-bericht"),
    path("doelen/<slug:key>/berichten/<int:pk>/rechtzetten/", put_report_right, name="bericht-rechtzetten"),
    path("doelen/<slug:key>/stap/<slug:slug>/", step_page(Goal), name="doel-stap"),
)
