"""What a plan shows to one reader: of each goal no more than they may see in its own case."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework.goals.models import CarrierKind, Goal
from casework.households.walls import unknown_to, walled_from
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


def shown_goals(plan: Any, sight: Sight, hidden: Collection[int] = ()) -> list[ShownGoal]:
    """In the order of the plan, those that this person may see in the case they are of: two queries. `hidden` are people
    of whom they may not know: nothing says that it counts for them."""
    seen = Goal.objects.visible_to(sight).order_by().values("pk")
    rows = plan.goals.filter(goal__in=seen).prefetch_related("members__person")
    rows = rows.select_related("goal__case__person", "goal__carrier_organisation", "goal__carrier_user")
    return [
        ShownGoal(one.order, one.goal, [row for row in one.members.all() if row.person_id not in hidden])
        for one in rows
        if one.goal.case.person_id not in hidden
    ]


def known_members(members: list[Any], sight: Sight) -> tuple[list[Any], set[int]]:
    """Those of whom this person may know, and the people of whom they may not: one query."""
    hidden = unknown_to(sight, [one.person_id for one in members])
    return [one for one in members if one.person_id not in hidden], hidden


def for_member(goals: list[ShownGoal], member: Any) -> list[tuple[ShownGoal, list[Any]]]:
    """Of these what one member may have on paper: goals of their own case, and those that count for them.

    Nothing of who is behind a wall: not their goals, nor that a goal counts for them too. One query.
    """
    behind = walled_from([member.person_id])
    theirs = []
    for one in goals:
        if one.goal.for_one and one.person.pk != member.person_id:
            continue  # of those who read that case, it is for one alone
        counts = any(row.pk == member.pk for row in one.members)
        if one.person.pk in behind or not (counts or one.person.pk == member.person_id):
            continue
        theirs.append((one, [row for row in one.members if row.person_id not in behind]))
    return theirs
