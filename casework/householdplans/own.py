"""The plan of a household on one's own screen: what is agreed for oneself, who directs, and to say yes to it there.

Who speaks for somebody reads it as they would, and doesn't say yes here: a colleague writes down what they say. Nothing of
who is behind a wall from whose page it is, or from whoever reads it.
"""

import uuid
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import path
from django.utils.crypto import salted_hmac

from casework.cases.finding import visible_case
from casework.cases.for_one import for_reader
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse
from casework.engine.finding import sight_of
from casework.engine.form_page import form_page
from casework.engine.forms import AsItStandsNow, StepForm
from casework.engine.holding import locked_on
from casework.engine.noun import Part
from casework.engine.writes import write_on
from casework.householdplans.models import Agreement, HouseholdPlan
from casework.householdplans.shown import ShownGoal
from casework.householdplans.standing import members_of, stands
from casework.householdplans.states import PlanState
from casework.households.walls import unknown_to, walled_from
from roles import reading_log
from roles.actions import Action
from roles.fixed import Slot
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import Sight
from roles.shape import Seen

PART: Final = "gezinsplan"
HOW: Final = "op de eigen pagina"
SAID: Final = "Uw akkoord staat er al, of het wordt niet meer gevraagd. Kijk wat er nu staat."
CHANGED: Final = (
    "De doelen van het plan zijn net veranderd. Lees wat er nu staat. Gaat u daarmee akkoord? Verstuur het dan opnieuw."
)
NOBODY: Final = 0


def _of_who_lives_there(person: Any) -> Any:
    rows = HouseholdPlan.objects.filter(state__in=PlanState.OPEN)
    return rows.filter(household__members__person=person, household__members__until=None).order_by("-pk")


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """As the page of one case shows it. `asked`: about whose part its reader says yes or no, as a member; `mark`: to which
    choice of goals."""

    plan: Any
    me: Any
    aim: str
    goals: list[ShownGoal]
    with_whom: list[str]
    asked: list[Any]
    said: list[Any]
    mine: bool
    mark: str


def own_plan(case: Any, sight: Sight) -> OwnPlan | None:
    """None where there is no plan, or they don't live there."""
    plan = _of_who_lives_there(case.person_id).select_related("household__regisseur").first()
    if plan is None:
        return None
    members = members_of(plan.household)
    me = next((one for one in members if one.person_id == case.person_id), None)
    if me is None:  # left a moment ago
        return None
    people = {one.person_id for one in members}
    hidden = (unknown_to(sight, people) | walled_from([case.person_id])) & people
    mine = sight.grants.get(case.pk) is GrantKind.OWN
    said = plan.agreements.filter(member=me, ended_on=None).exclude(by_whom__person__in=hidden)
    chosen = _chosen(plan) if mine else []
    return OwnPlan(
        plan,
        me,
        "" if hidden else plan.aim,  # its words may be of anybody
        _goals(plan, me, hidden, sight),
        [one.person.name for one in members if one != me and one.person_id not in hidden],
        [one for one in _asked_of(plan, me, members, sight) if one.person_id not in hidden] if chosen else [],
        list(said.select_related("by_whom__person")),
        mine,
        _mark(chosen),
    )


def _chosen(plan: Any) -> list[int]:
    """The goals as they stand in it: chosen anew they are other rows, and everybody is asked again."""
    return list(plan.goals.order_by("pk").values_list("pk", flat=True))


def _mark(chosen: list[int]) -> str:
    """As a form remembers that; it tells nothing of how many there are."""
    return salted_hmac("casework.householdplans.own", " ".join(map(str, chosen))).hexdigest()[:16]


def _asked_of(plan: Any, me: Any, members: list[Any], sight: Sight) -> list[Any]:
    """The members about whose part this one's say is missing: their own, and of whom they have authority over."""
    rows = {one.pk: one for one in members}
    return [rows[one.member] for one in stands(plan, members, sight.on) if me.pk in one.missing]


def _goals(plan: Any, me: Any, hidden: set[int], sight: Sight) -> list[ShownGoal]:
    """Those of their own case that aren't for another reader of it alone, and those that count for them too, in the order of
    the plan."""
    rows = plan.goals.filter(Q(goal__case__person=me.person_id) | Q(members=me)).distinct()
    rows = rows.filter(for_reader(sight, "goal__", "goal__case__"))
    rows = rows.exclude(goal__case__person__in=hidden).prefetch_related("members__person")
    rows = rows.select_related("goal__case__person", "goal__carrier_organisation", "goal__carrier_user")
    own = [one for one in rows if one.goal.case.person_id == me.person_id or not one.goal.for_one]
    others = {one.goal.case_id: one.goal.case for one in own if one.goal.case_id not in sight.grants}
    reading_log.looked_over(sight, others.values(), part=PART, action=Action.VIEW_GOAL)
    return [
        ShownGoal(one.order, one.goal, [row for row in one.members.all() if row.person_id not in hidden]) for one in own
    ]


class OwnAgreementForm(StepForm):
    """About whose part they say yes: all of it that is asked is ticked beforehand by nobody."""

    def set_up(self) -> None:
        found = self.obj.own
        choices = [
            (
                one.public_id,
                "Ik ga akkoord met het plan" if one == found.me else f"Ik ga akkoord voor {one.person.name}",
            )
            for one in found.asked
        ]
        self.fields["about"] = forms.MultipleChoiceField(
            label="Gaat u akkoord?", choices=choices, widget=forms.CheckboxSelectMultiple
        )
        self.fields["read"] = forms.CharField(required=False, initial=found.mark, widget=AsItStandsNow(found.mark))

    def details(self) -> dict[str, Any]:
        return {"about": self.cleaned_data["about"], "read": self.cleaned_data["read"]}


def say_yes(case: Any, *, by: User | Sight, about: list[str], read: str = "", token: uuid.UUID | None = None) -> None:
    """By whom the case is of, about their own part or that of a child they have authority over. `read`: the mark of the goals
    that they read; to others nobody says yes by that. Raises NotAllowed, NotNow."""
    shown = case.own
    with write_on(shown.plan.household, by=by, token=token) as write:
        plan = locked_on(write.anchor, HouseholdPlan, shown.plan.pk)
        assert write.sight is not None
        if write.sight.grants.get(case.pk) is not GrantKind.OWN:
            raise NotAllowed
        members = members_of(write.anchor)
        me = next((one for one in members if one.person_id == case.person_id), None)
        chosen = _chosen(plan)
        asked = _asked_of(plan, me, members, write.sight) if me and chosen and plan.standing in PlanState.OPEN else []
        behind = walled_from([case.person_id])
        rows = [one for one in asked if one.public_id in about and one.person_id not in behind]
        if len(rows) != len(set(about)):
            raise NotNow([Reason(SAID)])
        refuse(CHANGED if read and read != _mark(chosen) else "")
        said = {"by_whom": me, "given_on": write.on, "how": HOW, "recorded_by": write.by}
        Agreement.objects.bulk_create([Agreement(plan=plan, member=one, **said) for one in rows])
        write.tell(
            "household_plan.said_yes", "Akkoord met het gezinsplan", text=HOW, obj=me, url=plan.get_absolute_url()
        )


def _own(request: HttpRequest, ref: str, part: str) -> Any:
    case = visible_case(request, ref, Action.VIEW_OWN, part=part)
    case.own = own_plan(case, sight_of(request)) if case.person_id is not None else None
    if case.own is None:
        raise Http404
    return case


page = form_page(
    _own,
    OwnAgreementForm,
    say_yes,
    part=PART,
    heading="Ons gezinsplan",
    submit="Verstuur mijn akkoord",
    done="Dank u. Uw akkoord staat vast.",
    to=lambda case, sight: f"{case.citizen_url}gezinsplan/",
    back=lambda case, sight: str(case.citizen_url),
    template="householdplans/own.html",
    shows=lambda case: {"own": case.own},
)
_THERE: Final = Seen(
    "the plan of the household of whom a case is about",
    lambda sight, *, person: _of_who_lives_there(person),
    person=Slot.ID,
)


def _for_citizen(case: Any, sight: Sight, asked: Any) -> dict[str, Any]:
    return {"plan": next(iter(asked), None)}


FOR_CITIZEN = (
    Part(
        template="householdplans/for_citizen.html",
        order=42,
        ask=lambda case, sight: _THERE.objects(sight, person=case.person_id or NOBODY),
        context=_for_citizen,
    ),
)
URLS = (path("mijn/<ref:ref>/gezinsplan/", page, name="mijn-gezinsplan"),)
