"""The request for a maatwerkvoorziening and its decision (Wmo 2015, 2.3.5), with its own clock."""

import datetime as dt
from enum import nonmember
from typing import Any

from django.db import models
from django.db.models import F, Q

from casework.applications.conditions import (
    delay_is_later,
    granted_for_a_while,
    ground_in_use,
    ground_is_of_the_wmo,
    holds_besluit_mandate,
    is_suspended,
    not_suspended,
    period_is_right,
    starts_after_it_was_asked,
)
from casework.applications.querysets import DecisionQuerySet
from casework.applications.states import ApplicationState
from casework.applications.terms import decision as decision_term
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.engine.conditions import is_agreed, says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import period_in_words
from casework.law.models import Ground, clock
from casework.law.terms import Suspension as Interval
from casework.law.terms import Term
from roles.actions import Action as A
from roles.models import Mandate, MandateKind, User


class Application(CaseChild):
    """The request for a maatwerkvoorziening and its decision, with its own clock (two weeks, Awb 4:14 and 4:15)."""

    objects = DecisionQuerySet.as_manager()
    alongside = ("ground", "decided_by", "mandate")
    view = A.VIEW_DECISION
    titles = Titles("Aanvraag", "Aanvraag van", "Uw aanvraag")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="applications")
    state = machine_state("stand", ApplicationState, ApplicationState.ONTVANGEN)
    what = models.CharField("wat is gevraagd", max_length=200)
    received_on = models.DateField("ontvangen op")
    report_signed = models.BooleanField("het ondertekende verslag is de aanvraag", default=False)
    delayed_until = models.DateField("uiterlijk besluit na uitstel", null=True)
    delay_why = models.TextField("waarom uitstel", blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("besloten op", null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField("besluitnummer", max_length=40, blank=True)
    frequency = models.CharField("uren of hoe vaak", max_length=120, blank=True)
    ground = models.ForeignKey(Ground, verbose_name="grond", on_delete=models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField("begint op", null=True)
    ends_on = models.DateField("loopt tot en met", null=True)
    motivation = models.TextField("motivering", blank=True)

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(name="application_state_is_known", condition=Q(state__in=ApplicationState.values)),
            models.CheckConstraint(
                name="a_decision_names_its_mandate",
                condition=Q(state__in=(ApplicationState.ONTVANGEN, ApplicationState.INGETROKKEN))
                | Q(decided_by__isnull=False, decided_on__isnull=False, mandate__isnull=False) & ~Q(number=""),
            ),
            models.CheckConstraint(
                name="a_grant_says_what_and_how_long",
                condition=~Q(state=ApplicationState.TOEGEKEND)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on"), ground__isnull=False) & ~Q(frequency=""),
                violation_error_message="De einddatum moet op of na de begindatum liggen.",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state=ApplicationState.ONTVANGEN),
                name="one_open_application_per_case",
                violation_error_message="Er staat al een aanvraag open.",
            ),
        )

    def __str__(self) -> str:
        return f"aanvraag {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/aanvragen/{self.public_id}/"

    @property
    def intervals(self) -> list[Interval]:
        """The suspensions as the clock wants them."""
        return [Interval(row.since, row.until, row.lapses_on) for row in self.suspensions.all()]

    def stands(self, on: dt.date) -> str:
        """What holds that day: what was granted begins, runs, and stops."""
        if self.state == ApplicationState.TOEGEKEND and self.starts_on and self.ends_on:
            return f"toegekend, {period_in_words(self.starts_on, self.ends_on, on)}"
        return self.state_label.lower()

    def decide_by(self, on: dt.date) -> Term:
        """The last day to decide, as it is counted on that day."""
        return decision_term(
            clock(), self.received_on, suspensions=self.intervals, delayed_until=self.delayed_until, on=on
        )

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        ApplicationState.TOEGEKEND,
        "Ken toe",
        done="De aanvraag is toegekend.",
        happened="Aanvraag toegekend",
        tells="motivation",
        by=[may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[
            ground_in_use,
            ground_is_of_the_wmo,
            starts_after_it_was_asked,
            period_is_right,
            granted_for_a_while,
        ],
        form="GrantForm",
        primary=True,
        citizen="Uw aanvraag is toegekend.",
        under=MandateKind.BESLUIT,
    )
    def grant(
        self,
        *,
        on: dt.date,
        by: User | None,
        mandate: Mandate,
        number: str,
        frequency: str,
        ground: Ground,
        starts_on: dt.date,
        ends_on: dt.date,
        motivation: str,
        **details: Any,
    ) -> None:
        """On behalf of the college (Awb 10:10), under the mandate that the decision names."""
        self.decided_by, self.decided_on, self.mandate = by, on, mandate
        self.number, self.frequency, self.ground = number, frequency, ground
        self.starts_on, self.ends_on, self.motivation = starts_on, ends_on, motivation

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        ApplicationState.AFGEWEZEN,
        "Wijs af",
        done="De aanvraag is afgewezen.",
        happened="Aanvraag afgewezen",
        tells="motivation",
        by=[may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        form="RejectForm",
        citizen="Uw aanvraag is afgewezen.",
        under=MandateKind.BESLUIT,
    )
    def reject(
        self, *, on: dt.date, by: User | None, mandate: Mandate, number: str, motivation: str, **details: Any
    ) -> None:
        self.decided_by, self.decided_on, self.mandate = by, on, mandate
        self.number, self.motivation = number, motivation

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        ApplicationState.INGETROKKEN,
        "Trek in",
        done="De aanvraag is ingetrokken.",
        happened="Aanvraag ingetrokken",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[says_why],
        form="WhyForm",
        citizen="Uw aanvraag is ingetrokken.",
    )
    def withdraw(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """By the citizen; the regisseur writes down how."""
        self.motivation = why

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        None,
        "Schort op",
        done="De termijn is opgeschort.",
        happened="Beslistermijn opgeschort",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[not_suspended, is_agreed("asked_until")],
        form="SuspendForm",
        citizen="Wij wachten op gegevens. De termijn staat stil.",
    )
    def suspend(self, **details: Any) -> None:
        """On the grounds of Awb 4:15, with a term set; the actual days count."""

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        None,
        "Hervat",
        done="De termijn loopt weer.",
        happened="Beslistermijn loopt weer",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[is_suspended],
        primary=True,
        citizen="De termijn loopt weer.",
    )
    def resume(self, **details: Any) -> None:
        """Ends the running suspension today."""

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        None,
        "Meld vertraging",
        done="De vertraging is gemeld.",
        happened="Vertraging gemeld",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[delay_is_later, says_why],
        form="DelayForm",
        citizen="Het besluit komt later.",
    )
    def delay(self, *, until: dt.date, why: str, **details: Any) -> None:
        """The notice of Awb 4:14, with a reasonable later date."""
        self.delayed_until, self.delay_why = until, why


class SuspensionGround(models.TextChoices):
    """Awb 4:15 lid 1 and 2."""

    GEGEVENS = "gegevens", "De inwoner vult gegevens aan (lid 1)"
    INSTEMMING = "instemming", "De inwoner stemt in met uitstel (lid 2, a)"
    TOEDOEN = "toedoen", "De vertraging komt door de inwoner (lid 2, b)"
    OVERMACHT = "overmacht", "Overmacht (lid 2, c)"

    # these end with the term that was set, whatever came of it; the others last as long as their cause
    WITH_ITS_TERM = nonmember(("gegevens", "instemming"))


class ApplicationSuspension(models.Model):
    """The decision term stands still from `since` until `until` (exclusive, None is: still)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="suspensions")
    ground = models.CharField("grond", max_length=20, choices=SuspensionGround.choices)
    since = models.DateField("vanaf")
    asked_until = models.DateField("termijn die is gesteld", null=True)
    until = models.DateField("tot", null=True)

    class Meta:
        verbose_name = "opschorting"
        verbose_name_plural = "opschortingen"
        ordering = ("since",)
        constraints = (
            models.CheckConstraint(
                name="suspension_ends_after_it_starts", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.UniqueConstraint(
                fields=("application",), condition=Q(until__isnull=True), name="suspended_once_at_a_time"
            ),
        )
        indexes = (
            models.Index(fields=("asked_until",), condition=Q(until__isnull=True), name="suspensions_by_set_day"),
        )

    def __str__(self) -> str:
        return f"opschorting {self.pk}"

    @property
    def lapses_on(self) -> dt.date | None:
        """The day from which the term runs again by itself: the term that was set went by unused (Awb 4:15)."""
        if self.asked_until is None or self.ground not in SuspensionGround.WITH_ITS_TERM:
            return None
        return max(self.asked_until + dt.timedelta(days=1), self.since)
