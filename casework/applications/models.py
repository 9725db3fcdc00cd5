"""The request for a maatwerkvoorziening and its decision (Wmo 2015, 2.3.5), with its own clock."""

import datetime as dt
from typing import Any, Final

from django.db import models
from django.db.models import F, Q

from casework.applications.conditions import (
    a_second_person_decides,
    completion_was_asked,
    day_of_resuming,
    decision_reaches,
    delay_is_later,
    did_not_prepare_it,
    did_not_take_the_former,
    grounds_hold,
    holds_besluit_mandate,
    in_time_to_leave_out,
    is_suspended,
    not_completed,
    not_suspended,
    priced_as_it_is,
    rests_on_research_or_late,
    says_all_that_a_decision_needs,
    says_what_is_missing,
    suspends_on_another_ground,
    term_to_complete_is_over,
    was_told_in_time,
    within_besluit_mandate,
    works_for_no_provider,
)
from casework.applications.lines import Outcome, in_short, total_per_week
from casework.applications.querysets import DecisionQuerySet
from casework.applications.rules import DecisionRules, rules_on
from casework.applications.states import ApplicationState, SuspensionGround
from casework.applications.terms import decision as decision_term
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.engine.conditions import is_agreed, says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import Json
from casework.law.models import clock
from casework.law.terms import Suspension as Interval
from casework.law.terms import Term
from roles.actions import Action as A
from roles.models import Mandate, MandateKind, User

TO_DECIDE: Final = (rests_on_research_or_late, says_all_that_a_decision_needs, grounds_hold, priced_as_it_is)


def _in_short(details: dict[str, Any]) -> str:
    return in_short(details["content"])


class Application(CaseChild):
    """The request for a maatwerkvoorziening and its decision, with its own clock: two weeks, until that was sent or given
    (Awb 3:40, 3:41); suspended on the grounds of 4:15; a notice of delay (4:14) moves nothing."""

    objects = DecisionQuerySet.as_manager()
    _rules: tuple[dt.date, DecisionRules] | None = None
    alongside = ("decided_by", "prepared_by", "mandate")
    view = A.VIEW_DECISION
    titles = Titles("Aanvraag", "Aanvraag van", "Uw aanvraag")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="applications")
    state = machine_state("stand", ApplicationState, ApplicationState.ONTVANGEN)
    what = models.CharField("wat is gevraagd", max_length=200)
    received_on = models.DateField("ontvangen op")
    report_signed = models.BooleanField("het ondertekende verslag is de aanvraag", default=False)
    delayed_until = models.DateField("besluit verwacht op, volgens het bericht van uitstel", null=True)
    delay_why = models.TextField("waarom uitstel", blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("besloten op", null=True)
    announced_on = models.DateField("besluit verstuurd of gegeven op", null=True, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField("besluitnummer", max_length=40, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    prepared_on = models.DateField("voorbereid op", null=True)
    # of a decision that was revoked, in whose place this one comes: they don't take it again (Awb 10:3 lid 3)
    former_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    former_prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    # what is prepared or decided, per kind of help (see `lines`); what runs afterwards are rows of their own
    content = models.JSONField(default=dict, editable=False)
    per_week = models.DecimalField("samen per week", max_digits=10, decimal_places=2, null=True, editable=False)
    needs_second = models.BooleanField(default=False, editable=False)  # another decides than who prepared it
    motivation = models.TextField("motivering", blank=True)  # why it was withdrawn, or decided before there were lines

    class Meta:
        verbose_name = "aanvraag"
        verbose_name_plural = "aanvragen"
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(name="application_state_is_known", condition=Q(state__in=ApplicationState.values)),
            models.CheckConstraint(
                name="a_decision_names_its_mandate",
                condition=~Q(state__in=(ApplicationState.BESLOTEN, ApplicationState.BUITEN_BEHANDELING))
                | Q(decided_by__isnull=False, decided_on__isnull=False, mandate__isnull=False) & ~Q(number=""),
            ),
            models.CheckConstraint(
                name="a_prepared_decision_names_who_prepared_it",
                condition=~Q(state=ApplicationState.VOORBEREID)
                | Q(prepared_by__isnull=False, prepared_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state__in=ApplicationState.OPEN),
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
        """What holds that day: of what was decided, what of it was granted and what wasn't."""
        if self.state == ApplicationState.BESLOTEN and self.content:
            outcomes = dict.fromkeys(Outcome(one["outcome"]).label.lower() for one in self.content["lines"])
            return f"besloten: {' en '.join(outcomes)}"
        return self.state_label.lower()

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.state in ApplicationState.OPEN

    def rules(self, on: dt.date) -> DecisionRules:
        """Those of that day, read once for all that a step asks of them: whether it may, what it does and its letter."""
        if self._rules is None or self._rules[0] != on:
            self._rules = on, rules_on(on)
        return self._rules[1]

    def decide_by(self, on: dt.date) -> Term:
        """The last day to decide, as it is counted on that day."""
        return decision_term(clock(), self.received_on, suspensions=self.intervals, announced=self.delayed_until, on=on)

    @property
    def asked_to_complete(self) -> Any:
        """The request to complete that still waits for an answer."""
        rows = [row for row in self.suspensions.all() if row.until is None]
        return next((row for row in rows if row.ground == SuspensionGround.GEGEVENS), None)

    @property
    def is_to_be_told(self) -> bool:
        """Whether the two weeks still run: until what was decided was sent or given (Awb 3:40, 3:41)."""
        decided = self.decided_on is not None and self.announced_on is None
        return self.state in ApplicationState.OPEN or (decided and self.state != ApplicationState.INGETROKKEN)

    @step(
        state,
        ApplicationState.OPEN,
        ApplicationState.VOORBEREID,
        "Bereid voor",
        done="Het besluit is voorbereid. Een collega met mandaat beslist.",
        happened="Besluit voorbereid",
        tells=_in_short,
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=TO_DECIDE,
        form="DecideForm",
    )
    def prepare(
        self, *, on: dt.date, by: User | None, content: Json, takes_over: str | None = None, **details: Any
    ) -> None:
        """All that a decision needs, by who may not take it, or not alone. What is prepared anew replaces it."""
        self.prepared_by, self.prepared_on = by, on
        self.needs_second = self.rules(on).needs_second(content["lines"])
        self._says(content, takes_over)

    @step(
        state,
        ApplicationState.OPEN,
        ApplicationState.BESLOTEN,
        "Besluit",
        done="Het besluit is genomen. De brief wordt gemaakt.",
        happened="Besluit genomen op de aanvraag",
        tells=_in_short,
        by=[may(A.DECIDE_APPLICATION, holds_besluit_mandate, did_not_prepare_it, did_not_take_the_former)],
        needs=(*TO_DECIDE, works_for_no_provider, within_besluit_mandate, a_second_person_decides),
        form="DecideForm",
        primary=True,
        citizen="Er is een besluit op uw aanvraag. U krijgt daarover een brief.",
        under=MandateKind.BESLUIT,
        reach=decision_reaches,
    )
    def decide(
        self,
        *,
        on: dt.date,
        by: User | None,
        mandate: Mandate,
        content: Json,
        takes_over: str | None = None,
        **details: Any,
    ) -> None:
        """On behalf of the college (Awb 10:10), under the mandate that the decision names. Its number follows from the
        case: nobody types one."""
        self.decided_by, self.decided_on, self.mandate = by, on, mandate
        taken = type(self).objects.filter(case=self.case_id, state=ApplicationState.BESLOTEN).count()
        self.number = f"{self.case.ref}-B{taken + 1}"
        self._says(content, takes_over)

    def _says(self, content: Json, takes_over: str | None) -> None:
        self.content = content | {"takes_over": takes_over or ""}
        self.per_week = total_per_week(content["lines"])

    @step(
        state,
        ApplicationState.OPEN,
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
        ApplicationState.OPEN,
        None,
        "Vraag om aanvulling",
        done="De brief met het verzoek wordt gemaakt. De termijn staat stil vanaf de dag nadat hij is verstuurd.",
        happened="Om aanvulling gevraagd",
        tells="missing",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[not_suspended, says_what_is_missing, is_agreed("asked_until")],
        form="CompletionForm",
        citizen="Wij vragen u om iets dat nog ontbreekt bij uw aanvraag.",
    )
    def ask_more(self, **details: Any) -> None:
        """Awb 4:5: what is missing, and until when it can be completed. The term stands still from the day after it was
        asked, until it is complete or that day went by unused (4:15 lid 1 a)."""

    @step(
        state,
        ApplicationState.OPEN,
        None,
        "Schort op",
        done="De termijn is opgeschort.",
        happened="Beslistermijn opgeschort",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[not_suspended, suspends_on_another_ground, says_why, is_agreed("asked_until")],
        form="SuspendForm",
        citizen="De termijn voor het besluit staat stil.",
    )
    def suspend(self, **details: Any) -> None:
        """On the other grounds of Awb 4:15; the actual days count."""

    @step(
        state,
        ApplicationState.OPEN,
        None,
        "Hervat",
        done="De termijn loopt weer.",
        happened="Beslistermijn loopt weer",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[is_suspended, day_of_resuming],
        form="ResumeForm",
        primary=True,
        citizen="De termijn loopt weer.",
    )
    def resume(self, **details: Any) -> None:
        """What was missing is complete, or the cause is over: from the day on which it was."""

    @step(
        state,
        ApplicationState.OPEN,
        None,
        "Bericht van uitstel",
        done="Het bericht van uitstel wordt gemaakt. De dag volgens de wet blijft staan.",
        happened="Bericht van uitstel",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[delay_is_later, says_why],
        form="DelayForm",
        citizen="Het besluit komt later dan de wet zegt.",
    )
    def delay(self, *, until: dt.date, why: str, **details: Any) -> None:
        """The notice of Awb 4:14: when it is expected. It moves no term."""
        self.delayed_until, self.delay_why = until, why

    @step(
        state,
        ApplicationState.OPEN,
        ApplicationState.BUITEN_BEHANDELING,
        "Laat buiten behandeling",
        done="De aanvraag is buiten behandeling gelaten. De brief wordt gemaakt.",
        happened="Aanvraag buiten behandeling gelaten",
        tells="motivation",
        by=[may(A.DECIDE_APPLICATION, holds_besluit_mandate, did_not_take_the_former)],
        needs=[
            completion_was_asked,
            not_completed,
            was_told_in_time,
            term_to_complete_is_over,
            in_time_to_leave_out,
        ],
        form="LeaveOutForm",
        citizen="Wij behandelen uw aanvraag niet verder, omdat er iets ontbreekt.",
        under=MandateKind.BESLUIT,
    )
    def leave_out(self, *, on: dt.date, by: User | None, mandate: Mandate, motivation: str, **details: Any) -> None:
        """Awb 4:5: a decision, within four weeks after the day until which it could be completed (lid 4). Its number
        follows from the case."""
        self.decided_by, self.decided_on, self.mandate = by, on, mandate
        before = type(self).objects.filter(case=self.case_id, state=ApplicationState.BUITEN_BEHANDELING).count()
        self.number, self.motivation = f"{self.case.ref}-BB{before + 1}", motivation


class ApplicationSuspension(models.Model):
    """The decision term stands still from `since` until `until` (exclusive, None is: still).

    `words` is what is missing, or what is the matter. Of a request to complete: `told_on` is the day its letter was sent or
    given, `completed_on` the day on which all of it was there.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="suspensions")
    ground = models.CharField("grond", max_length=20, choices=SuspensionGround.choices)
    since = models.DateField("vanaf")
    asked_until = models.DateField("termijn die is gesteld", null=True)
    until = models.DateField("tot", null=True)
    words = models.TextField("wat ontbreekt, of wat er is", blank=True)
    told_on = models.DateField("verzoek verstuurd of gegeven op", null=True)
    completed_on = models.DateField("compleet op", null=True)

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
