"""The plan of a household and a joint meeting, while two are at it at the same moment."""

import uuid

import pytest

from casework.cases.models import Case
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.householdplans.models import Agreement, HouseholdPlan
from casework.householdplans.operations import begin_plan
from casework.householdplans.own import own_plan, say_yes
from casework.meetings.models import Meeting
from casework.meetings.operations import begin_meeting
from roles.policy import sight
from tests.at_once import at_once
from tests.casework.householdplans.household import Family
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


def visible(family: Family, case: Case) -> Case:
    case.own = own_plan(case, sight(family.world.inwoner))  # type: ignore[attr-defined]
    return case


def test_once_of_what_two_do_at_the_same_moment(transactional_db) -> None:
    family = Family(World())
    who, token = family.world.consulent, uuid.uuid4()
    plans = at_once(*(lambda aim=aim: begin_plan(family.row, by=who, aim=aim) for aim in ("Rust", "Orde")))
    assert sorted(type(one).__name__ for one in plans) == ["HouseholdPlan", "NotNow"]
    plan = HouseholdPlan.objects.get()
    perform(plan, "choose", by=who, chosen=[(family.goal.pk, [family.girl.pk])], seen=[family.goal.pk])
    said = {"member": family.girl, "by_whom": family.girl, "given_on": today(), "how": "aan tafel"}
    same = at_once(*(lambda: perform(plan, "record", by=who, token=token, **said) for _ in range(2)))
    assert sorted(one.repeated for one in same) == [False, True]
    assert Agreement.objects.count() == 1
    mother = said | {"member": family.mother, "by_whom": family.mother}
    twice = at_once(*(lambda: perform(plan, "record", by=who, **mother) for _ in range(2)))
    assert [isinstance(one, NotNow) for one in twice].count(True) == 1
    # on her own page in two windows, while a colleague writes down what she says: it stands once
    plan.agreements.filter(member=family.mother).update(ended_on=today(), ended_why="x")
    family.world.grant(family.case)
    case = visible(family, family.case)
    own = {"by": family.world.inwoner, "about": [family.mother.public_id]}
    thrice = at_once(
        lambda: say_yes(case, **own), lambda: say_yes(case, **own), lambda: perform(plan, "record", by=who, **mother)
    )
    assert [isinstance(one, NotNow) for one in thrice].count(True) == 2, thrice
    # a say while the goals become others: it is of the goals as they stand, or it was asked again
    father = said | {"member": family.father, "by_whom": family.father}
    other = [(family.other.pk, [family.girl.pk])]
    at_once(
        lambda: perform(plan, "record", by=who, **father),
        lambda: perform(plan, "choose", by=who, chosen=other, seen=[family.goal.pk, family.other.pk]),
    )
    assert not plan.agreements.filter(member=family.girl, ended_on=None).exists()
    meeting = begin_meeting(family.row, by=who, on=today(), about="x")
    at_once(*(lambda: perform(meeting, "join", by=who, member=family.mother) for _ in range(2)))
    assert meeting.participants.count() == 1
    settled = at_once(*(lambda: perform(meeting, "settle", by=who) for _ in range(2)))
    assert [isinstance(one, NotNow) for one in settled].count(True) == 1
    assert Meeting.objects.get().state == "vastgelegd"
