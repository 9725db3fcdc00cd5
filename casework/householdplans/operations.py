"""Beginning a plan."""

import datetime as dt
import uuid

from casework.engine.errors import NotNow, Reason
from casework.engine.writes import write_on
from casework.householdplans.models import HouseholdPlan
from casework.householdplans.states import PlanState
from casework.households.models import Household
from casework.sharing.ages import Law
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

THERE_IS_ONE = "Er is al een gezinsplan dat loopt. Rond dat eerst af, of ga daarin verder."


def begin_plan(
    household: Household,
    *,
    by: User | Sight,
    aim: str,
    law: str = Law.WMO,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> HouseholdPlan:
    """A concept, without goals. One plan at a time. Raises NotAllowed, NotNow, Repeated."""
    with write_on(household, by=by, action=Action.LEAD_CASE, token=token, at=at) as write:
        if not write.anchor.is_open:
            raise NotNow([Reason("Dit huishouden is opgeheven.")])
        if write.anchor.plans.filter(state__in=PlanState.OPEN).exists():
            raise NotNow([Reason(THERE_IS_ONE)])
        plan: HouseholdPlan = HouseholdPlan.objects.create(
            household=write.anchor, aim=aim, law=law, made_by=write.by, state_since=write.on
        )
        write.tell("household_plan.begun", "Gezinsplan begonnen", obj=plan, action=Action.LEAD_CASE)
    return plan
