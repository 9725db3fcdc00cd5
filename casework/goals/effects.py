"""What steps do to goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.cases.models import Case
from casework.cases.states import Phase
from casework.goals.models import Goal, ProgressReport
from casework.goals.states import GoalState

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.engine.effects import of


@of(Case, "start")
def _started(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    here.cascade(case.goals.filter(state=GoalState.VOORGESTELD).select_related("consent"), "begin")


@of(Case, "evaluate")
def _evaluated(here: Visit, case: Case, before: str, details: dict[str, Any]) -> None:
    """What the regisseur told of goals nobody reported on. `told`: goal's public id → (score, text)."""
    told = details.get("told") or {}
    running = case.goals.filter(state=GoalState.LOOPT, public_id__in=list(told)).select_related(*Goal.alongside)
    reports = []
    for goal in running:
        goal.case = case  # its carrier may be the citizen
        score, text = told[goal.public_id]
        reports.append(
            ProgressReport(
                goal=goal,
                on=here.on,
                score=score,
                text=text,
                at=here.at,
                by=here.by,
                by_name=here.by.name if here.by else "",
                told_for=goal.carrier_name[:120],
            )
        )
    ProgressReport.objects.bulk_create(reports)


@of(Goal, "adjust")
def _adjusted(here: Visit, goal: Goal, before: str, details: dict[str, Any]) -> None:
    """The successor, with the new wording and the same carrier; it runs at once where the plan runs."""
    follower = Goal.objects.create(
        case=here.case,
        wording=details["wording"],
        layer=goal.layer,
        ground=goal.ground,
        budget=goal.budget,
        rhythm_days=goal.rhythm_days,
        carrier_kind=goal.carrier_kind,
        carrier_contact=goal.carrier_contact,
        carrier_organisation=goal.carrier_organisation,
        carrier_user=goal.carrier_user,
        consent=goal.consent,
        state_since=here.on,
    )
    goal.successor = follower
    goal.save(update_fields=["successor"])
    if here.case.phase in (Phase.UITVOERING, Phase.EVALUATIE):
        here.cascade([follower], "begin")
