"""The plan of a household: which goals of its members' cases count together, in which order, and who agreed."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.conditions import is_regisseur
from casework.engine.conditions import is_agreed, says_why
from casework.engine.machine import Machine, Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.goals.models import Goal
from casework.householdplans.conditions import (
    everybody_agreed,
    has_goals,
    is_asked_of_them,
    said_in_the_past,
    somebody_directs,
    somebody_is_asked,
)
from casework.householdplans.states import PlanState
from casework.households.models import Household, Member
from casework.households.querysets import OfHouseholdQuerySet
from casework.sharing.ages import Law
from roles.actions import Action as A
from roles.models import User


class HouseholdPlan(Machine):
    """One plan. A goal stays in the case it is of: here it has its place and for whom it counts.

    `aim` is read by everybody of the household. `law`: by which law the ages of agreement go.
    """

    objects = OfHouseholdQuerySet.as_manager()
    anchor_field = "household"
    view = A.VIEW_FILE
    titles = Titles("Gezinsplan", "Gezinsplan van")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="plans")
    aim = models.TextField("waar werkt het gezin naartoe")
    law = models.CharField("onder welke wet", max_length=20, choices=Law.choices, default=Law.WMO)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = machine_state("stand", PlanState, PlanState.CONCEPT)
    agreed_on = models.DateField("afgesproken op", null=True, editable=False)
    evaluate_on = models.DateField("samen terugkijken op", null=True, editable=False)
    ended_on = models.DateField("afgerond op", null=True, editable=False)

    class Meta:
        verbose_name = "gezinsplan"
        verbose_name_plural = "gezinsplannen"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="household_plan_state_is_known", condition=Q(state__in=PlanState.values)),
            models.CheckConstraint(name="household_plan_is_under_a_law", condition=Q(law__in=Law.values)),
            models.UniqueConstraint(
                name="one_open_plan_of_a_household", fields=("household",), condition=Q(state__in=PlanState.OPEN)
            ),
        )

    def __str__(self) -> str:
        return f"gezinsplan {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/gezinsplannen/{self.public_id}/"

    @property
    def anchor(self) -> Any:
        return self.household

    @anchor.setter
    def anchor(self, household: Any) -> None:
        self.household = household

    @property
    def anchor_id(self) -> Any:
        return self.household_id

    @property
    def caption(self) -> str:
        return ""

    @step(
        state,
        [PlanState.CONCEPT],
        None,
        "Kies de doelen",
        done="De doelen staan in het plan.",
        happened="Doelen van het gezinsplan gekozen",
        by=[may(A.LEAD_CASE, is_regisseur)],
        form="ChooseGoalsForm",
    )
    def choose(self, **details: Any) -> None:
        """Which goals, in which order, and for whom: see `effects.chosen`."""

    @step(
        state,
        PlanState.OPEN,
        None,
        "Leg een akkoord vast",
        done="Het akkoord staat vast.",
        happened="Akkoord met het gezinsplan vastgelegd",
        tells="",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[has_goals, somebody_is_asked, is_asked_of_them, said_in_the_past],
        form="AgreementForm",
    )
    def record(self, **details: Any) -> None:
        """One member's say, their own or that of who has authority over them: see `effects.recorded`."""

    @step(
        state,
        [PlanState.CONCEPT],
        PlanState.AFGESPROKEN,
        "Spreek af",
        done="Het gezinsplan is afgesproken.",
        happened="Gezinsplan afgesproken",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[somebody_directs, has_goals, everybody_agreed, is_agreed("evaluate_on")],
        form="AgreePlanForm",
        primary=True,
    )
    def agree(self, *, on: dt.date, evaluate_on: dt.date, **details: Any) -> None:
        """Everybody whose say is needed gave it."""
        self.agreed_on, self.evaluate_on = on, evaluate_on

    @step(
        state,
        [PlanState.AFGESPROKEN],
        None,
        "Kijk samen terug",
        done="U keek samen terug. Het plan gaat door.",
        happened="Samen teruggekeken op het gezinsplan",
        tells="text",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[is_agreed("evaluate_on")],
        form="LookBackForm",
    )
    def evaluate(self, *, evaluate_on: dt.date, **details: Any) -> None:
        """It goes on, until the next time."""
        self.evaluate_on = evaluate_on

    @step(
        state,
        [PlanState.AFGESPROKEN],
        PlanState.CONCEPT,
        "Stel het plan bij",
        done="Het plan is weer een concept. Vraag iedereen opnieuw akkoord.",
        happened="Gezinsplan bijgesteld",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
    )
    def adjust(self, **details: Any) -> None:
        """What was agreed was another plan: everybody is asked again."""
        self.agreed_on, self.evaluate_on = None, None

    @step(
        state,
        PlanState.OPEN,
        PlanState.AFGEROND,
        "Rond het plan af",
        done="Het gezinsplan is afgerond. De doelen blijven in de zaken staan.",
        happened="Gezinsplan afgerond",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
    )
    def finish(self, *, on: dt.date, **details: Any) -> None:
        """What is reached, or isn't needed together any more."""
        self.ended_on = on


class PlanGoal(models.Model):
    """A goal in a plan: its place, and for which members it counts. What it says stands in its own case."""

    plan = models.ForeignKey(HouseholdPlan, on_delete=models.CASCADE, related_name="goals", db_index=False)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField("plaats in het plan")
    members = models.ManyToManyField(Member, verbose_name="voor wie", related_name="+")

    class Meta:
        verbose_name = "doel in een gezinsplan"
        verbose_name_plural = "doelen in gezinsplannen"
        ordering = ("order", "pk")
        constraints = (models.UniqueConstraint(name="a_goal_stands_once_in_a_plan", fields=("plan", "goal")),)

    def __str__(self) -> str:
        return f"doel {self.order} van {self.plan}"


class Agreement(models.Model):
    """What was said of one member's part in a plan: by themselves, or by who has authority over them.

    `ended_on`: the plan changed, or who lives there did, and it is asked again.
    """

    plan = models.ForeignKey(HouseholdPlan, on_delete=models.CASCADE, related_name="agreements")
    member = models.ForeignKey(Member, verbose_name="van wie", on_delete=models.CASCADE, related_name="+")
    # None: who has authority over them and lives elsewhere, by the name that stands with the member
    by_whom = models.ForeignKey(
        Member, verbose_name="wie zei het", on_delete=models.CASCADE, null=True, related_name="+"
    )
    given_on = models.DateField("op")
    how = models.CharField("hoe", max_length=120)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_on = models.DateField(null=True, editable=False)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "akkoord met een gezinsplan"
        verbose_name_plural = "akkoorden met gezinsplannen"
        ordering = ("given_on", "pk")
        constraints = (
            models.UniqueConstraint(
                name="one_standing_say_of_a_member",
                fields=("plan", "member", "by_whom"),
                condition=Q(ended_on=None),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"akkoord {self.pk}"
