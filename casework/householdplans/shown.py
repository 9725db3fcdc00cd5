"""What a plan shows to one reader: of each goal no more than they may see in its own case."""

from dataclasses import dataclass
from typing import Any

from casework.goals.models import CarrierKind, Goal
from casework.households.walls import walled_from
from roles.policy import Sight

NEAR = "iemand uit het eigen netwerk"


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """A goal as it stands in the plan, whose case it is of, and for whom it counts."""

    order: int
    goal: Any
    members: list[Any]

    @property
    def person(self) -> Any:
        return self.goal.case.person

    @property
    def carried_by(self) -> str:
        """Who somebody knows in their own case isn't the rest of the household's to read."""
        near = self.goal.carrier_kind == CarrierKind.NAASTE
        return NEAR if near else str(self.goal.carrier_name)


def shown_goals(plan: Any, sight: Sight) -> list[ShownGoal]:
    """In the order of the plan, those that this person may see in the case they are of: two queries."""
    seen = Goal.objects.visible_to(sight).order_by().values("pk")
    rows = plan.goals.filter(goal__in=seen).prefetch_related("members__person")
    rows = rows.select_related("goal__case__person", "goal__carrier_organisation", "goal__carrier_user")
    return [ShownGoal(one.order, one.goal, list(one.members.all())) for one in rows]


def for_member(goals: list[ShownGoal], member: Any) -> list[tuple[ShownGoal, list[Any]]]:
    """Of these what one member may have on paper: goals of their own case, and those that count for them.

    Nothing of who is behind a wall: not their goals, nor that a goal counts for them too. One query.
    """
    behind = walled_from([member.person_id])
    theirs = []
    for one in goals:
        counts = any(row.pk == member.pk for row in one.members)
        if one.person.pk in behind or not (counts or one.person.pk == member.person_id):
            continue
        theirs.append((one, [row for row in one.members if row.person_id not in behind]))
    return theirs
