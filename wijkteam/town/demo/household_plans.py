"""What the household of the demo works towards together, and the meeting at which that was agreed."""

import datetime as dt
from typing import Any, Final

from casework.engine.door import perform
from casework.engine.surroundings import looking_at
from casework.householdplans.forms import goals_to_choose
from casework.householdplans.models import HouseholdPlan
from casework.householdplans.operations import begin_plan
from casework.householdplans.standing import members_of, sayers, stands
from casework.households.conditions import who_can_direct
from casework.households.models import Household
from casework.meetings.operations import begin_meeting
from roles.models import User
from roles.policy import sight
from wijkteam.town.demo.municipality import Municipality

AIM: Final = "Wij willen samen in dit huis blijven wonen, met rust voor opa en oma en een eigen plek voor Daan."
ABOUT: Final = "Hoe de week eruitziet nu Linda en Daan er ook wonen, en wie opa's medicijnen haalt."
TOLD_TO: Final = "de wijkverpleegkundige"
WEEK: Final = dt.timedelta(weeks=1)


def household_plan(household: Household, town: Municipality, now: dt.datetime) -> HouseholdPlan:
    """Agreed by all, and looked back at in six weeks; the meeting was last week."""
    household, by = _directed(household, town, now)
    plan, on = begin_plan(household, by=by, aim=AIM, at=now), town.today
    members = members_of(household)
    goals = list(goals_to_choose(household, sight(by, on)))
    chosen = [(one.pk, [row.pk for row in members]) for one in goals[:3]]
    perform(plan, "choose", by=by, at=now, chosen=chosen, seen=[one.pk for one in goals])
    if chosen:
        _everybody_agrees(plan, members, by, on, now)
        plan = perform(plan, "agree", by=by, at=now, evaluate_on=on + 6 * WEEK).obj
    _meeting(household, members, by, on, now)
    return plan


def _directed(household: Household, town: Municipality, now: dt.datetime) -> tuple[Household, User]:
    """By who began it; where they are away today, by somebody of the team who is there."""
    head, begun = town.people["afdelingshoofd"], household.events.earliest("pk").by_id
    able = who_can_direct(looking_at(household, sight(head, town.today)))
    by = User.objects.get(pk=begun if begun in able else min(able))
    return perform(household, "direct", by=head, at=now, regisseur=by).obj, by


def _everybody_agrees(plan: HouseholdPlan, members: list[Any], by: User, on: dt.date, now: dt.datetime) -> None:
    rows = {one.pk: one for one in members}
    for one in stands(plan, members, on):
        for by_whom, _ in sayers(members, one):
            said = {"member": rows[one.member], "by_whom": by_whom, "given_on": on, "how": "aan tafel"}
            perform(plan, "record", by=by, at=now, **said)


def _meeting(household: Household, members: list[Any], by: User, on: dt.date, now: dt.datetime) -> None:
    """With somebody from outside, for whom nothing was written down yet: that is said."""
    meeting = begin_meeting(household, by=by, on=on - WEEK, about=ABOUT, at=now)
    for one in members:
        perform(meeting, "join", by=by, at=now, member=one)
    perform(meeting, "join", by=by, at=now, user=by)
    perform(meeting, "join", by=by, at=now, called=TOLD_TO, spoken=members[:1])
    there = list(meeting.participants.order_by("pk"))
    promises = (("Haalt op vrijdag de medicijnen bij de apotheek", there[-3], 2), ("Belt de woningbouw", there[-2], 3))
    for what, who, weeks in promises:
        perform(meeting, "promise", by=by, at=now, what=what, who=who, until=on + weeks * WEEK)
    why = "De wijkverpleegkundige was er al. Toestemming vragen wij nu alsnog."
    perform(meeting, "settle", by=by, at=now, why_without=why)
