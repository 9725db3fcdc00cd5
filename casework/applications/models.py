"""Help at once (Wmo 2015, 2.3.3), and the application and decision that follow it (2.3.5)."""

import datetime as dt
from decimal import Decimal
from enum import nonmember
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from casework import conditions as c
from casework.machine import Machine, machine_state, may, step
from casework.models.law import Ground
from casework.models.person import public_id
from casework.querysets import DecisionQuerySet
from casework.states import ApplicationState, IndicatieState
from casework.terms import Suspension as Interval
from roles.actions import Action as A
from roles.models import Mandate, MandateKind, User
from wijkweb.models import Organisation

AFTER_END_RENEWED = "Er is een nieuwe indicatie"
AFTER_END_STOPPED = "Ik accepteer dat de hulp is gestopt"


class VoorlopigeIndicatie(Machine):
    """Temporary support at once, awaiting research and decision. `ends_on` is the last day of the help."""

    objects = DecisionQuerySet.as_manager()
    alongside = ("provider", "made_by", "submitted_to", "issued_by", "reviewed_by", "mandate")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="indicaties")
    state = machine_state("stand", IndicatieState, IndicatieState.CONCEPT)
    what = models.CharField("welke hulp", max_length=160)
    provider = models.ForeignKey(
        Organisation, verbose_name="wie geeft de hulp", on_delete=models.PROTECT, related_name="+"
    )
    frequency = models.CharField("uren of hoe vaak", max_length=120)
    amount_per_week = models.DecimalField(
        "kosten per week in euro's",
        max_digits=8,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), "Vul een bedrag boven nul in.")],
    )
    starts_on = models.DateField("begint op")
    ends_on = models.DateField("loopt tot en met")
    agreed_with = models.CharField("afgesproken met", max_length=160)
    why_now = models.TextField("waarom kan dit niet wachten")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="indicaties_made")
    submitted_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="indicaties_submitted")
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="indicaties_issued")
    issued_on = models.DateField("afgegeven op", null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    help_started_on = models.DateField("hulp begonnen op", null=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField("getoetst op", null=True)
    review_ok = models.BooleanField("akkoord", null=True)
    review_why = models.TextField("waarom niet akkoord", blank=True)
    review_answer = models.TextField("antwoord op de toets", blank=True)
    # since when a disagreement is dealt with: explained, or the help was extended after it
    review_answered_on = models.DateField(null=True, editable=False)
    sent_back_why = models.TextField("waarom teruggegeven", blank=True)
    extended_times = models.PositiveSmallIntegerField(default=0, editable=False)
    withdrawn_why = models.TextField("waarom ingetrokken", blank=True)
    heard_how = models.CharField("hoe is de inwoner gehoord", max_length=160, blank=True)
    heard_on = models.DateField("gehoord op", null=True)
    after_end = models.CharField("wat na het einde", max_length=300, blank=True)
    after_end_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "voorlopige indicatie"
        verbose_name_plural = "voorlopige indicaties"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="indicatie_state_is_known", condition=Q(state__in=IndicatieState.values)),
            models.CheckConstraint(
                name="indicatie_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message="De einddatum moet op of na de begindatum liggen.",
            ),
            models.CheckConstraint(
                name="indicatie_costs_something",
                condition=Q(amount_per_week__gt=0),
                violation_error_message="Vul een bedrag boven nul in.",
            ),
            models.CheckConstraint(
                name="an_issued_indicatie_names_its_mandate",
                condition=Q(state__in=(IndicatieState.CONCEPT, IndicatieState.VOORGELEGD, IndicatieState.VERVALLEN))
                | Q(issued_by__isnull=False, issued_on__isnull=False, mandate__isnull=False),
            ),
            models.CheckConstraint(
                name="a_submitted_indicatie_waits_for_someone",
                condition=~Q(state=IndicatieState.VOORGELEGD) | Q(submitted_to__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state=IndicatieState.AFGEGEVEN),
                name="one_running_indicatie_per_case",
                violation_error_message="Er loopt al een voorlopige indicatie. Verleng die, of trek die eerst in.",
            ),
        )
        indexes = (models.Index(fields=("state", "ends_on")),)

    def __str__(self) -> str:
        return f"voorlopige indicatie {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/indicaties/{self.public_id}/"

    @property
    def weeks(self) -> int:
        """Whole or begun weeks from the first up to and including the last day."""
        return -(-((self.ends_on - self.starts_on).days + 1) // 7)

    @step(
        state,
        [IndicatieState.CONCEPT, IndicatieState.VOORGELEGD],
        IndicatieState.AFGEGEVEN,
        "Geef af",
        done="De voorlopige indicatie is afgegeven. De brief wordt gemaakt.",
        by=[may(A.ISSUE_INDICATIE, c.holds_indicatie_mandate)],
        needs=[
            c.on_a_melding_of_a_person,
            c.case_is_open,
            c.period_is_not_over,
            c.not_own_employer,
            c.within_indicatie_mandate,
            c.no_running_indicatie,
        ],
        primary=True,
        citizen="U krijgt tijdelijk hulp.",
        under=MandateKind.INDICATIE,
    )
    def issue(self, *, on: dt.date, by: User | None, mandate: Mandate, **details: Any) -> None:
        """Effective at once. The holder of the question becomes the team; the letter has an objection clause."""
        self.issued_by, self.issued_on, self.mandate = by, on, mandate
        self.sent_back_why = ""  # a word between colleagues; the citizen reads what was issued

    @step(
        state,
        [IndicatieState.CONCEPT],
        IndicatieState.VOORGELEGD,
        "Leg voor",
        done="De voorlopige indicatie is voorgelegd.",
        by=[may(A.ISSUE_INDICATIE)],
        needs=[c.case_is_open, c.period_is_not_over, c.somebody_may_issue, c.submitted_to_a_mandate_holder],
        form="SubmitForm",
        primary=True,
    )
    def submit(self, *, submitted_to: User, **details: Any) -> None:
        """No mandate of one's own: to a colleague who has it, today."""
        self.submitted_to, self.sent_back_why = submitted_to, ""

    @step(
        state,
        [IndicatieState.VOORGELEGD],
        IndicatieState.CONCEPT,
        "Geef terug",
        done="De voorlopige indicatie is teruggegeven.",
        by=[may(A.ISSUE_INDICATIE, c.is_submitted_to), may(A.REVIEW_INDICATIE, c.holds_indicatie_mandate)],
        needs=[c.says_why],
        form="WhyForm",
    )
    def send_back(self, *, why: str = "", **details: Any) -> None:
        """To its maker, who reads why."""
        self.submitted_to, self.sent_back_why = None, why

    @step(
        state,
        [IndicatieState.CONCEPT, IndicatieState.VOORGELEGD],
        IndicatieState.VERVALLEN,
        "Laat vervallen",
        done="Het concept is vervallen.",
        by=[may(A.ISSUE_INDICATIE, c.is_maker), may(A.LEAD_CASE, c.is_regisseur), may(A.ASSIGN_CASE)],
    )
    def discard(self, **details: Any) -> None:
        """Never issued: nothing was promised."""
        self.submitted_to = None

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Hulp is gestart",
        done="Vastgelegd dat de hulp is gestart.",
        by=[may(A.ISSUE_INDICATIE, c.is_issuer), may(A.LEAD_CASE, c.is_regisseur), may(A.ASSIGN_CASE)],
        needs=[c.help_not_started, c.has_happened("started_on")],
        form="HelpStartedForm",
        primary=True,
        citizen="De tijdelijke hulp is begonnen.",
    )
    def confirm_start(self, *, started_on: dt.date, **details: Any) -> None:
        self.help_started_on = started_on

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Toets",
        done="De toets is vastgelegd.",
        by=[may(A.REVIEW_INDICATIE, c.holds_indicatie_mandate, c.did_not_issue), may(A.ASSIGN_CASE, c.did_not_issue)],
        needs=[c.not_reviewed, c.not_own_employer, c.disagreement_says_why],
        form="ReviewForm",
        primary=True,
    )
    def review(self, *, on: dt.date, by: User | None, ok: bool, review_why: str = "", **details: Any) -> None:
        """Four eyes on what was issued. Recorded; not a state of its own."""
        self.reviewed_by, self.reviewed_on, self.review_ok, self.review_why = by, on, ok, review_why

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Leg uit",
        done="De uitleg staat erbij.",
        by=[may(A.LEAD_CASE, c.is_regisseur), may(A.ISSUE_INDICATIE, c.is_issuer), may(A.ASSIGN_CASE)],
        needs=[c.review_waits_for_an_answer, c.says_why],
        form="WhyForm",
    )
    def explain(self, *, on: dt.date, why: str, **details: Any) -> None:
        """Why it stays as it is although a colleague disagreed."""
        self.review_answer, self.review_answered_on = why, on

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Verleng",
        done="De voorlopige indicatie is verlengd.",
        by=[may(A.REVIEW_INDICATIE, c.holds_indicatie_mandate, c.did_not_issue), may(A.ASSIGN_CASE, c.did_not_issue)],
        needs=[
            c.no_decision_yet,
            c.not_own_employer,
            c.extends,
            c.up_to_the_decision,
            c.extension_within_mandate,
        ],
        form="ExtendForm",
        citizen="Uw tijdelijke hulp is verlengd.",
        under=MandateKind.INDICATIE,
    )
    def extend(self, *, on: dt.date, until: dt.date, **details: Any) -> None:
        """Until there is a decision, or until the one there is begins; with a letter."""
        self.ends_on = until
        if self.review_ok is False and self.review_answered_on is None:
            self.review_answered_on = on
        self.extended_times += 1

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.INGETROKKEN,
        "Trek in",
        done="De voorlopige indicatie is ingetrokken. De brief wordt gemaakt.",
        by=[may(A.LEAD_CASE, c.is_regisseur), may(A.ASSIGN_CASE)],
        needs=[c.help_goes_on, c.says_why, c.citizen_was_heard, c.ends_in_the_future],
        form="WithdrawIndicatieForm",
        under=MandateKind.INDICATIE,
        citizen="Uw tijdelijke hulp stopt.",
    )
    def withdraw(
        self, *, why: str, until: dt.date, heard_how: str = "", heard_on: dt.date | None = None, **details: Any
    ) -> None:
        """With a reason, the citizen heard, from a future date on; with a letter."""
        self.withdrawn_why, self.heard_how, self.heard_on, self.ends_on = why, heard_how, heard_on, until

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.OMGEZET,
        "Zet om",
        done="De indicatie is omgezet.",
        citizen="Uw tijdelijke hulp gaat verder met een besluit.",
    )
    def convert(self, **details: Any) -> None:
        """By the system, on the day a granted application starts."""

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.GEEINDIGD,
        "Eindig",
        done="De indicatie is geëindigd.",
        citizen="Uw tijdelijke hulp is gestopt.",
    )
    def lapse(self, **details: Any) -> None:
        """By the system, the day after the last day. Never silently: the teamleider decides today."""

    @step(
        state,
        [IndicatieState.GEEINDIGD],
        None,
        "Beslis na einde",
        done="Het besluit na het einde staat vast.",
        by=[may(A.DECIDE_AFTER_END)],
        needs=[c.not_decided_after_end, c.renewed_or_says_why],
        form="AfterEndForm",
        primary=True,
    )
    def decide_after_end(self, *, on: dt.date, renewed: bool = False, why: str = "", **details: Any) -> None:
        """There is a new indicatie, or the end is accepted with why."""
        self.after_end = AFTER_END_RENEWED if renewed else f"{AFTER_END_STOPPED}: {why}"
        self.after_end_on = on


class Application(Machine):
    """The request for a maatwerkvoorziening and its decision, with its own clock (two weeks, Awb 4:14 and 4:15)."""

    objects = DecisionQuerySet.as_manager()
    alongside = ("ground", "decided_by", "mandate")

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

    @step(
        state,
        [ApplicationState.ONTVANGEN],
        ApplicationState.TOEGEKEND,
        "Ken toe",
        done="De aanvraag is toegekend.",
        by=[may(A.DECIDE_APPLICATION, c.holds_besluit_mandate)],
        needs=[
            c.ground_in_use,
            c.ground_is_of_the_wmo,
            c.starts_after_it_was_asked,
            c.period_is_right,
            c.granted_for_a_while,
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
        by=[may(A.DECIDE_APPLICATION, c.holds_besluit_mandate)],
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
        by=[may(A.LEAD_CASE, c.is_regisseur), may(A.ASSIGN_CASE)],
        needs=[c.says_why],
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
        by=[may(A.LEAD_CASE, c.is_regisseur), may(A.DECIDE_APPLICATION, c.holds_besluit_mandate)],
        needs=[c.not_suspended, c.is_agreed("asked_until")],
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
        by=[may(A.LEAD_CASE, c.is_regisseur), may(A.DECIDE_APPLICATION, c.holds_besluit_mandate)],
        needs=[c.is_suspended],
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
        by=[may(A.LEAD_CASE, c.is_regisseur), may(A.DECIDE_APPLICATION, c.holds_besluit_mandate)],
        needs=[c.delay_is_later, c.says_why],
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

    def __str__(self) -> str:
        return f"opschorting {self.pk}"

    @property
    def lapses_on(self) -> dt.date | None:
        """The day from which the term runs again by itself: the term that was set went by unused (Awb 4:15)."""
        if self.asked_until is None or self.ground not in SuspensionGround.WITH_ITS_TERM:
            return None
        return max(self.asked_until + dt.timedelta(days=1), self.since)
