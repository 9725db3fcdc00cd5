"""What steps do to a plan: its goals, and who agreed."""

from typing import Any, Final

from casework.engine.writes import Write
from casework.householdplans.models import Agreement, HouseholdPlan, PlanGoal
from casework.householdplans.states import PlanState

OTHER_GOALS: Final = "De doelen van het plan zijn gewijzigd."
ADJUSTED: Final = "Het plan is bijgesteld."
WENT: Final = "Met wie hier een doel deelde, woont hier niet meer."


def chosen(write: Write, plan: HouseholdPlan, before: str, details: dict[str, Any]) -> None:
    """The goals that whoever chose could see, in the order they gave; those they couldn't keep standing behind them.

    Written anew as a whole, however many there are. Who said yes to other goals is asked again.
    """
    there = list(plan.goals.prefetch_related("members"))
    was = [(one.goal_id, {row.pk for row in one.members.all()}) for one in there]
    kept = [one for one in was if one[0] not in details["seen"]]
    counted, unseen = dict(was), {*details.get("unseen", ())}
    now = [*((goal, {*members} | (counted.get(goal, set()) & unseen)) for goal, members in details["chosen"]), *kept]
    if now == was:
        return
    plan.goals.all().delete()
    rows = [PlanGoal(plan=plan, goal_id=goal, order=order) for order, (goal, _) in enumerate(now, 1)]
    counts = PlanGoal.members.through
    counts.objects.bulk_create(
        counts(plangoal_id=row.pk, member_id=member)
        for row, (_, members) in zip(PlanGoal.objects.bulk_create(rows), now, strict=True)
        for member in sorted(members)
    )
    _ask_again(write, plan, OTHER_GOALS)


def recorded(write: Write, plan: HouseholdPlan, before: str, details: dict[str, Any]) -> None:
    """One say, as it was heard."""
    said = {name: details[name] for name in ("member", "by_whom", "given_on", "how")}
    Agreement.objects.create(plan=plan, recorded_by=write.by, **said)


def adjusted(write: Write, plan: HouseholdPlan, before: str, details: dict[str, Any]) -> None:
    _ask_again(write, plan, ADJUSTED)


def went(write: Write, member: Any, before: str, details: dict[str, Any]) -> None:
    """Somebody left or died: they count for no goal any more, and with whom they shared one is asked again."""
    household = write.anchor
    gone = {*household.members.filter(until__isnull=False).values_list("pk", flat=True)}
    for plan in household.plans.filter(state__in=PlanState.OPEN):
        shared = plan.goals.filter(members__in=gone).distinct().prefetch_related("members")
        others = {row.pk for one in shared for row in one.members.all()} - gone
        for one in shared:
            one.members.remove(*gone)
        _ask_again(write, plan, WENT, members=others | gone)


def _ask_again(write: Write, plan: HouseholdPlan, why: str, members: Any = None) -> None:
    rows = plan.agreements.filter(ended_on=None)
    if members is not None:
        rows = rows.filter(member__in=members)
    rows.update(ended_on=write.on, ended_why=why)
