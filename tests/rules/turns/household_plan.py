"""Whose turn the plan of a household makes it: who directs the household."""

from typing import Any, Final

from casework.householdplans.models import HouseholdPlan
from tests.casework.householdplans.household import Family
from tests.factories import World
from tests.rules.turns.waiting import LEADING, MONDAY, Waits, march


def concept(**more: Any) -> Any:
    return lambda world: Family(world, on=MONDAY).plan(**more)


def agreed(world: World) -> HouseholdPlan:
    return Family(world, on=MONDAY).plan("afgesproken", said=True, agreed_on=MONDAY, evaluate_on=march(20))


def with_a_baby(world: World) -> HouseholdPlan:
    """Who came after it was agreed, and over whom nobody knows who has authority."""
    plan = agreed(world)
    person = world.person("Yılmaz", given_name="Deniz", birth_date=march(4))
    plan.household.members.create(person=person, relation="kind", since=march(4))
    return plan


# fifteen working days after that Monday; ten after the birth
TURNS: Final = (
    Waits("household_plan:agree", concept(goals=False), "household_plan.choose", LEADING, march(23)),
    Waits("household_plan:agree", concept(), "household_plan.record", LEADING, march(23)),
    Waits("household_plan:agree", concept(said=True), "household_plan.agree", LEADING, march(23)),
    Waits("household_plan:again", with_a_baby, "household_plan.record", LEADING, march(18), on=march(5)),
    Waits("household_plan:look", agreed, "household_plan.evaluate", LEADING, march(20)),
)
