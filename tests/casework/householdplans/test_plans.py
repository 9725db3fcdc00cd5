"""The plan of a household, by its steps: begun, filled with goals, said yes to member by member, agreed, and asked again."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow
from casework.householdplans.models import HouseholdPlan
from casework.householdplans.operations import begin_plan
from casework.householdplans.paper import TEMPLATE, pdf_of, plan_for
from casework.householdplans.shown import shown_goals
from casework.householdplans.standing import members_of, stands, what_is_missing
from casework.households.models import Wall
from casework.households.operations import leave
from roles.policy import sight
from tests.casework.householdplans.household import Family, years_ago
from tests.factories import World, fresh, today

LATER = today() + dt.timedelta(days=90)


@pytest.fixture
def family(world: World) -> Family:
    return Family(world)


def begun(family: Family, **more) -> HouseholdPlan:
    return begin_plan(family.row, by=family.world.consulent, aim="Rust in huis", **more)


def filled(family: Family, **more) -> HouseholdPlan:
    plan = begun(family, **more)
    chosen = [(family.other.pk, [family.girl.pk]), (family.goal.pk, [one.pk for one in family.everybody])]
    perform(plan, "choose", by=family.world.consulent, chosen=chosen, seen=[family.goal.pk, family.other.pk])
    return fresh(plan)


def say(plan: HouseholdPlan, member, by_whom=None, **more) -> HouseholdPlan:
    said = {"member": member, "by_whom": by_whom or member, "given_on": today(), "how": "aan tafel"} | more
    return perform(plan, "record", by=plan.household.regisseur, **said).obj


def all_agreed(family: Family) -> HouseholdPlan:
    plan = filled(family)
    for who in (family.mother, family.father, family.girl):
        say(plan, who)
    for parent in (family.mother, family.father):
        say(plan, family.boy, parent)
    return perform(plan, "agree", by=family.world.consulent, evaluate_on=LATER).obj


def turns(plan: HouseholdPlan) -> list[tuple[str, str, str]]:
    rows = plan.household.work.open().filter(step__startswith="household_plan.").order_by("step")
    return [
        (one.step.partition(".")[2], one.why, one.for_user.username if one.for_user else one.for_role) for one in rows
    ]


def refusal(step, *args, **details) -> str:
    with pytest.raises(NotNow) as refused:
        perform(*args, step, **details)
    return str(refused.value)


def test_from_concept_to_agreed(family: Family) -> None:
    who = family.world.consulent
    plan = begun(family)
    assert turns(plan) == [("choose", "Er staat nog geen doel in het plan.", "consulent")]
    with pytest.raises(NotNow, match="al een gezinsplan"):
        begun(family)
    plan = filled(family) if False else plan
    chosen = [(family.other.pk, [family.girl.pk]), (family.goal.pk, [one.pk for one in family.everybody])]
    perform(plan, "choose", by=who, chosen=chosen, seen=[family.goal.pk, family.other.pk])
    assert [(one.order, one.goal_id) for one in plan.goals.all()] == [(1, family.other.pk), (2, family.goal.pk)]
    assert turns(plan) == [("record", "Van 4 leden is er nog geen akkoord.", "consulent")]
    said = refusal("agree", plan, by=who, evaluate_on=LATER)
    for words in (
        "Fatma Yılmaz gaf nog geen akkoord",
        "Voor Emre Yılmaz is nog geen akkoord van Fatma Yılmaz en Kemal",
    ):
        assert words in said
    for member in (family.mother, family.father, family.girl):
        say(plan, member)
    say(plan, family.boy, family.mother)
    assert turns(plan) == [("record", "Eén lid gaf nog geen akkoord.", "consulent")]
    with pytest.raises(NotNow, match="al gegeven, of het wordt niet gevraagd"):
        say(plan, family.boy, family.mother)
    with pytest.raises(NotNow, match="al gegeven, of het wordt niet gevraagd"):
        say(plan, family.girl, family.mother)  # a girl of 14 speaks for herself under the Wmo
    say(plan, family.boy, family.father)
    assert turns(plan) == [("agree", "Iedereen ging akkoord.", "consulent")]
    assert refusal("record", plan, by=who, member=family.girl, by_whom=family.girl, given_on=today(), how="x")
    plan = perform(plan, "agree", by=who, evaluate_on=LATER).obj
    assert (plan.state, plan.agreed_on, plan.evaluate_on) == ("afgesproken", today(), LATER)
    assert turns(plan) == [("evaluate", "Zo afgesproken.", "consulent")]
    plan = perform(plan, "evaluate", by=who, evaluate_on=LATER + dt.timedelta(days=9), text="Het gaat").obj
    plan = perform(plan, "adjust", by=who, why="Er kwam iets bij").obj
    assert (plan.state, plan.evaluate_on) == ("concept", None)
    assert turns(plan) == [("record", "Van 4 leden is er nog geen akkoord.", "consulent")]
    plan = perform(plan, "finish", by=who, why="Klaar").obj
    assert (plan.state, plan.ended_on, turns(plan)) == ("afgerond", today(), [])
    assert begun(family).state == "concept"


def test_other_goals_are_asked_again_and_what_one_cannot_see_stays(family: Family) -> None:
    plan, who = filled(family), family.world.consulent
    say(plan, family.mother)
    same = [(family.other.pk, [family.girl.pk]), (family.goal.pk, [one.pk for one in family.everybody])]
    perform(plan, "choose", by=who, chosen=same, seen=[family.goal.pk, family.other.pk])
    assert plan.agreements.filter(ended_on=None).count() == 1
    perform(plan, "choose", by=who, chosen=[], seen=[family.goal.pk])
    assert [(one.order, one.goal_id) for one in plan.goals.all()] == [(1, family.other.pk)]
    (said,) = plan.agreements.all()
    assert (said.ended_on, said.ended_why) == (today(), "De doelen van het plan zijn gewijzigd.")


def test_who_is_asked_when_the_household_is_another(family: Family) -> None:
    plan = all_agreed(family)
    baby = family.member("Deniz", 1, "kind")
    assert_missing(plan, family, "Eén lid gaf nog geen akkoord.", "Van Deniz Yılmaz is niet bekend wie het gezag heeft")
    baby.authority_elsewhere = "Ouders van Deniz"
    baby.save()
    assert_missing(plan, family, "", "Voor Deniz Yılmaz is nog geen akkoord van Ouders van Deniz")
    perform(plan, "record", by=family.world.consulent, member=baby, by_whom=None, given_on=today(), how="gebeld")
    assert_missing(plan, family, "", "")
    girl = family.girl.person
    girl.birth_date = years_ago(18)
    girl.save()
    plan.agreements.filter(member=family.girl).update(given_on=today() - dt.timedelta(days=80))
    assert_missing(plan, family, "", "Elif Yılmaz gaf nog geen akkoord")


def test_who_leaves_counts_no_more_and_with_whom_they_shared_a_goal_is_asked_again(family: Family) -> None:
    plan, who = all_agreed(family), family.world.consulent
    alone = family.world.goal(family.girls, "loopt", wording="Ik wil naar de sportclub")
    plan.goals.create(goal=alone, order=3).members.set([family.girl])
    leave(family.father, by=who, on=today(), street="Elders 1", postcode="", town="", secret_address=False)
    assert [{row.pk for row in one.members.all()} for one in plan.goals.all()] == [
        {family.girl.pk}, {family.mother.pk, family.girl.pk, family.boy.pk}, {family.girl.pk},
    ]  # fmt: skip
    assert not plan.agreements.filter(ended_on=None).exists()
    assert_missing(plan, family, "", "Voor Emre Yılmaz is nog geen akkoord van Fatma Yılmaz.")
    assert turns(fresh(plan))[-1] == ("record", "Van 3 leden is er nog geen akkoord.", "consulent")
    meeting = family.meeting()
    for one in (family.mother, family.girl, family.boy):
        leave(one, by=who, on=today(), street="Elders 1", postcode="", town="", secret_address=False)
    assert (fresh(plan).state, fresh(meeting).state, turns(fresh(plan))) == ("afgerond", "vervallen", [])


def assert_missing(plan, family, turn: str, words: str) -> None:
    plan = fresh(plan)
    members = members_of(plan.household)
    found = what_is_missing(members, stands(plan, members, today()))
    assert any(words in one for one in found) if words else found == []


def test_only_who_directs_it(family: Family) -> None:
    plan = filled(family)
    for who in (family.world.consulent2, family.world.teamleider, family.world.consulent3, family.world.middenveld):
        with pytest.raises(NotAllowed):
            perform(plan, "finish", by=who, why="x")
    with pytest.raises(NotAllowed):
        begin_plan(Family(family.world).row, by=family.world.consulent3, aim="x")
    family.row.regisseur = None
    family.row.save()
    assert "Nog niemand heeft de regie" in refusal("agree", plan, by=family.world.teamleider, evaluate_on=LATER)


def test_a_sheet_is_of_one_member(family: Family) -> None:
    plan, seeing = all_agreed(family), sight(family.world.consulent)
    members = members_of(family.row)

    def on_paper(member, who=seeing) -> tuple[list[str], list[str], list[str]]:
        said = plan_for(plan, members, member, shown_goals(plan, who), today())
        return [one["wording"] for one in said["goals"]], said["with_whom"], [one["by"] for one in said["agreed"]]

    mother, father, girl, boy = (one.person.name for one in family.everybody)
    assert on_paper(family.girl) == ([family.other.wording, family.goal.wording], [mother, father, boy], [girl])
    assert on_paper(family.boy) == ([family.goal.wording], [mother, father, girl], [mother, father])
    Wall.objects.create(
        household=family.row, one=family.father.person, other=family.mother.person, why="dreiging", until=LATER,
        by=family.world.consulent, at=timezone.now(),
    )  # fmt: skip
    assert on_paper(family.father) == ([], [girl, boy], [father])
    assert on_paper(family.mother)[1] == [girl, boy]
    aims = [plan_for(plan, members, one, [], today())["aim"] for one in (family.mother, family.father, family.girl)]
    assert aims == ["", "", plan.aim]  # what was written about them all may be of anybody
    assert on_paper(family.girl, sight(family.world.consulent3))[0] == []  # a colleague who may see neither case
    assert pdf_of(TEMPLATE, plan_for(plan, members, family.girl, shown_goals(plan, seeing), today())).startswith(
        b"%PDF-"
    )
