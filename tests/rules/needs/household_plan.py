"""The plan of a household: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.householdplans.models import HouseholdPlan
from casework.households.models import Household
from roles.matrix import Role
from tests.casework.householdplans.household import Family
from tests.factories import World, member, today
from tests.rules.needs.taking import Before, But, Take

DAY: Final = dt.timedelta(days=1)
LATER: Final = {"evaluate_on": today() + 90 * DAY}


def concept(*, said: bool = False) -> Any:
    return lambda world: Family(world).plan(said=said)


def agreed(world: World) -> HouseholdPlan:
    return Family(world).plan("afgesproken", said=True, agreed_on=today(), **LATER)


def say(world: World, plan: HouseholdPlan, *, by: str = "Fatma", of: str = "Fatma") -> dict[str, Any]:
    members = {one.person.given_name: one for one in plan.household.members.all()}
    return {"member": members[of], "by_whom": members[by], "given_on": today(), "how": "aan tafel"}


def without_goals(world: World, plan: HouseholdPlan) -> None:
    plan.goals.all().delete()


def all_said(world: World, plan: HouseholdPlan) -> None:
    members = {one.person.given_name: one for one in plan.household.members.all()}
    for of, by in (("Fatma", "Fatma"), ("Kemal", "Kemal"), ("Elif", "Elif"), ("Emre", "Fatma"), ("Emre", "Kemal")):
        plan.agreements.create(member=members[of], by_whom=members[by], given_on=today(), how="aan tafel")


def nobody_directs(world: World, plan: HouseholdPlan) -> None:
    """Then a leader steps in: who takes the step is one here."""
    Household.objects.filter(pk=plan.household_id).update(regisseur=None)
    member(world.consulent, Role.TEAMLEIDER, team=world.team)


def one_less(world: World, plan: HouseholdPlan) -> None:
    plan.agreements.filter(member__person__given_name="Elif").delete()


WHY: Final = {"says_why": But("Zeg waarom.", why=" ")}
ONE_LESS: Final[Before] = one_less
TAKES: Final = (
    Take("choose", concept(), {"chosen": [], "seen": []}),
    Take(
        "record",
        concept(),
        say,
        but={
            "has_goals": But("Er staat nog geen doel", before=without_goals),
            "somebody_is_asked": But("Niemand hoeft nu", "Dit akkoord is al gegeven", before=all_said),
            "is_asked_of_them": But(
                "Dit akkoord is al gegeven", given=lambda world, plan: say(world, plan, by="Kemal")
            ),
            "given_on_can_be_true": But("Vul een dag in tot en met", given_on=today() + DAY),
        },
    ),
    Take(
        "agree",
        concept(said=True),
        LATER,
        but={
            "somebody_directs": But("Nog niemand heeft de regie", before=nobody_directs),
            "has_goals": But("Er staat nog geen doel", before=without_goals),
            "everybody_agreed": But("Elif Yılmaz gaf nog geen akkoord.", before=ONE_LESS),
            "evaluate_on_can_be_true": But("Vul een dag in vanaf", evaluate_on=today() - DAY),
        },
    ),
    Take(
        "evaluate",
        agreed,
        LATER | {"text": "Het gaat"},
        but={"evaluate_on_can_be_true": But("Vul een dag in vanaf", evaluate_on=today() - DAY)},
    ),
    Take("adjust", agreed, {"why": "Er kwam iets bij"}, but=WHY),
    Take("finish", agreed, {"why": "Klaar"}, but=WHY),
)
