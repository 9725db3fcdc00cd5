"""Help at once, awaiting research and decision (Wmo 2015, 2.3.3)."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from casework.cases.child import CaseChild
from casework.cases.conditions import case_is_open, has_happened, is_regisseur
from casework.engine.conditions import can_be_true, says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import period_in_words
from casework.indicaties import possible_days as indicaties_days
from casework.indicaties.conditions import (
    citizen_was_heard,
    corrected_ends_after_it_starts,
    corrected_within_mandate,
    did_not_issue,
    disagreement_says_why,
    ends_in_the_future,
    extends,
    extension_within_mandate,
    help_as_corrected,
    help_as_extended,
    help_as_it_is,
    help_began,
    help_goes_on,
    help_has_yet_to_begin,
    help_not_started,
    help_not_stopped,
    help_per_week,
    holds_indicatie_mandate,
    is_issuer,
    is_maker,
    is_submitted_to,
    no_decision_yet,
    no_running_indicatie,
    no_trouble_yet,
    not_decided_after_end,
    not_own_employer,
    not_reviewed,
    on_a_melding_of_a_person,
    period_is_not_over,
    renewed_or_says_why,
    review_waits_for_an_answer,
    says_what_is_different,
    somebody_may_issue,
    stopped_can_be_true,
    submitted_to_a_mandate_holder,
    there_is_trouble,
    up_to_the_decision,
    weeks_of,
    within_indicatie_mandate,
)
from casework.indicaties.querysets import IndicatieQuerySet
from casework.indicaties.states import IndicatieState
from casework.products.models import Product
from casework.provisions.models import Provision
from roles.actions import Action as A
from roles.models import Mandate, MandateKind, User
from wijkweb.models import Organisation

TO_ISSUE: Final = (
    on_a_melding_of_a_person,
    case_is_open,
    period_is_not_over,
    not_own_employer,
    within_indicatie_mandate,
    no_running_indicatie,
)
WATCHES: Final = (may(A.ISSUE_INDICATIE, is_issuer), may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE))
STAYS_IN_SIGHT: Final = dt.timedelta(weeks=6)
AFTER_END_RENEWED = "Er is een nieuwe indicatie"
AFTER_END_STOPPED = "Ik accepteer dat de hulp is gestopt"


def _verdict(details: dict[str, Any]) -> str:
    """Of a review first the verdict, then why."""
    return ": ".join(filter(None, ("Akkoord" if details["ok"] else "Niet akkoord", details.get("review_why"))))


class VoorlopigeIndicatie(CaseChild):
    """Temporary support at once, awaiting research and decision. `ends_on` is the last day of the help."""

    objects = IndicatieQuerySet.as_manager()
    alongside = (
        "provider",
        "made_by",
        "submitted_to",
        "issued_by",
        "reviewed_by",
        "mandate",
        "replaces",
        "replaced_by",
        "taken_over_by",
    )
    view = A.VIEW_PROVISION
    titles = Titles("Voorlopige indicatie", "Voorlopige indicatie voor", "Uw tijdelijke hulp")
    outside_organisations = ("provider_id",)

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="indicaties")
    state = machine_state("stand", IndicatieState, IndicatieState.CONCEPT)
    what = models.CharField("welke hulp", max_length=160)
    provider = models.ForeignKey(
        Organisation, verbose_name="wie geeft de hulp", on_delete=models.PROTECT, related_name="+"
    )
    frequency = models.CharField("uren of hoe vaak", max_length=120)
    # out of the list of products, where it was: its name, provider and price of that day stand in the columns beside
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    units_per_week = models.DecimalField("hoeveel per week", max_digits=6, decimal_places=2, null=True, blank=True)
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
    submitted_at = models.DateTimeField(null=True, editable=False)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="indicaties_issued")
    issued_on = models.DateField("afgegeven op", null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    help_started_on = models.DateField("hulp begonnen op", null=True)
    help_stopped_on = models.DateField("laatste dag dat er hulp was", null=True, editable=False)
    # until when its provider sees it, to say how it goes (exclusive); not before it was issued
    shared_until = models.DateField(null=True, editable=False)
    # the provider can't, or can't in time: since when it says so, why, and from when it can
    cannot_on = models.DateField(null=True, editable=False)
    cannot_why = models.TextField("waarom het niet lukt", blank=True)
    cannot_from = models.DateField("vanaf wanneer het wel kan", null=True, blank=True)
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
    # put right before the help began: the wrong one stays as it was told, and the corrected one points to it
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="replaced_by"
    )
    replaced_why = models.TextField("wat er fout was", blank=True)

    # the help by a decision that was named to take its place, on the day that begins
    taken_over_by = models.ForeignKey(
        Provision, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="takes_over_from"
    )

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
    def is_shared_by_name(self) -> bool:
        """Who gives the help must know to whom (Wmo 2015, 5.2.2)."""
        return self.shared_until is not None

    def stands(self, on: dt.date) -> str:
        """What holds that day. What was withdrawn for a later day still runs."""
        period = period_in_words(self.starts_on, self.ends_on, on)
        match self.state:
            case IndicatieState.AFGEGEVEN | IndicatieState.GEEINDIGD:
                return period
            case IndicatieState.INGETROKKEN:
                return f"ingetrokken, {period}" if on <= self.ends_on else period
        return self.state_label.lower()

    @property
    def weeks(self) -> int:
        """Whole or begun weeks from the first up to and including the last day."""
        return weeks_of(self.starts_on, self.ends_on)

    @step(
        state,
        [IndicatieState.CONCEPT, IndicatieState.VOORGELEGD],
        IndicatieState.AFGEGEVEN,
        "Geef af en reik uit",
        done="De voorlopige indicatie is afgegeven. De brief wordt gemaakt, en staat als gegeven zodra hij er is.",
        happened="Voorlopige indicatie afgegeven",
        by=[may(A.ISSUE_INDICATIE, holds_indicatie_mandate)],
        needs=TO_ISSUE,
        primary=True,
        citizen="U krijgt tijdelijk hulp.",
        under=MandateKind.INDICATIE,
        reach=help_as_it_is,
    )
    def issue_and_give(self, *, on: dt.date, by: User | None, mandate: Mandate, **details: Any) -> None:
        """At the table: the same, and whoever issues it hands over the letter as soon as it is made."""
        self._issued(on, by, mandate)

    @step(
        state,
        [IndicatieState.CONCEPT, IndicatieState.VOORGELEGD],
        IndicatieState.AFGEGEVEN,
        "Geef af",
        done="De voorlopige indicatie is afgegeven. De brief wordt gemaakt.",
        happened="Voorlopige indicatie afgegeven",
        by=[may(A.ISSUE_INDICATIE, holds_indicatie_mandate)],
        needs=TO_ISSUE,
        primary=True,
        citizen="U krijgt tijdelijk hulp.",
        under=MandateKind.INDICATIE,
        reach=help_as_it_is,
    )
    def issue(self, *, on: dt.date, by: User | None, mandate: Mandate, **details: Any) -> None:
        """Effective at once. The holder of the question becomes the team; the letter has an objection clause."""
        self._issued(on, by, mandate)

    def _issued(self, on: dt.date, by: User | None, mandate: Mandate) -> None:
        self.issued_by, self.issued_on, self.mandate = by, on, mandate
        self.sent_back_why = ""  # a word between colleagues; the citizen reads what was issued
        self.shared_until = dt.date.max

    def _stays_in_sight(self, last: dt.date) -> None:
        """For its provider, to tell the last day and send its bill."""
        if self.shared_until is not None:
            self.shared_until = last + STAYS_IN_SIGHT

    @step(
        state,
        [IndicatieState.CONCEPT],
        IndicatieState.VOORGELEGD,
        "Leg voor",
        done="De voorlopige indicatie is voorgelegd.",
        happened="Voorlopige indicatie voorgelegd",
        by=[may(A.ISSUE_INDICATIE)],
        needs=[case_is_open, period_is_not_over, somebody_may_issue, submitted_to_a_mandate_holder],
        form="SubmitForm",
        primary=True,
    )
    def submit(self, *, submitted_to: User, at: dt.datetime, **details: Any) -> None:
        """No mandate of one's own: to a colleague who has it, within the hour."""
        self.submitted_to, self.submitted_at, self.sent_back_why = submitted_to, at, ""

    @step(
        state,
        [IndicatieState.VOORGELEGD],
        IndicatieState.CONCEPT,
        "Geef terug",
        done="De voorlopige indicatie is teruggegeven.",
        happened="Voorlopige indicatie teruggegeven",
        by=[
            may(A.ISSUE_INDICATIE, is_submitted_to),
            may(A.REVIEW_INDICATIE, holds_indicatie_mandate),
            may(A.ASSIGN_CASE),  # where nobody with a mandate is there
        ],
        needs=[says_why],
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
        happened="Concept van de indicatie vervallen",
        by=[may(A.ISSUE_INDICATIE, is_maker), may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
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
        happened="Hulp is gestart",
        by=[may(A.DELIVER_HELP), *WATCHES],
        needs=[help_not_started, has_happened("started_on")],
        form="HelpStartedForm",
        primary=True,
        citizen="De tijdelijke hulp is begonnen.",
    )
    def confirm_start(self, *, started_on: dt.date, **details: Any) -> None:
        """By the provider; where nobody there has an account by whoever issued it, or the regisseur."""
        self.help_started_on = started_on
        self.cannot_on, self.cannot_why, self.cannot_from = None, "", None

    @step(
        state,
        [IndicatieState.AFGEGEVEN, *IndicatieState.STOPPED],
        None,
        "Bevestig stop",
        done="Vastgelegd wanneer de hulp is gestopt.",
        happened="Tijdelijke hulp gestopt",
        by=[may(A.DELIVER_HELP), *WATCHES],
        needs=[help_began, help_not_stopped, stopped_can_be_true, says_why],
        form="HelpStoppedForm",
        citizen="Uw tijdelijke hulp is gestopt.",
    )
    def confirm_stop(self, *, stopped_on: dt.date, **details: Any) -> None:
        """A fact. Where it stopped before its end, what was promised still stands: the regisseur sees to it."""
        self.help_stopped_on = stopped_on

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Kan niet (op tijd)",
        done="Het wijkteam hoort vandaag dat dit niet (op tijd) lukt.",
        happened="De tijdelijke hulp kan niet (op tijd)",
        by=[may(A.DELIVER_HELP), *WATCHES],
        needs=[no_trouble_yet, says_why],
        form="HelpCannotForm",
    )
    def cannot(self, *, on: dt.date, why: str, able_from: dt.date | None = None, **details: Any) -> None:
        self.cannot_on, self.cannot_why, self.cannot_from = on, why, able_from

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Leg vast hoe het verder gaat",
        done="Vastgelegd hoe het verder gaat.",
        happened="Afgesproken hoe het verder gaat met de tijdelijke hulp",
        by=WATCHES,
        needs=[there_is_trouble, says_why],
        form="WhyForm",
        primary=True,
    )
    def agree(self, **details: Any) -> None:
        """With the provider and whose help it is. Another provider is a correction, or another indicatie."""
        self.cannot_on, self.cannot_why, self.cannot_from = None, "", None

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        None,
        "Toets",
        done="De toets is vastgelegd.",
        happened="Voorlopige indicatie getoetst",
        tells=_verdict,
        by=[may(A.REVIEW_INDICATIE, holds_indicatie_mandate, did_not_issue), may(A.ASSIGN_CASE, did_not_issue)],
        needs=[not_reviewed, not_own_employer, disagreement_says_why],
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
        happened="Uitleg gegeven na de toets",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.ISSUE_INDICATIE, is_issuer), may(A.ASSIGN_CASE)],
        needs=[review_waits_for_an_answer, says_why],
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
        happened="Voorlopige indicatie verlengd",
        by=[may(A.REVIEW_INDICATIE, holds_indicatie_mandate, did_not_issue), may(A.ASSIGN_CASE, did_not_issue)],
        needs=[
            no_decision_yet,
            not_own_employer,
            extends,
            up_to_the_decision,
            extension_within_mandate,
        ],
        form="ExtendForm",
        citizen="Uw tijdelijke hulp is verlengd.",
        under=MandateKind.INDICATIE,
        reach=help_as_extended,
    )
    def extend(self, *, on: dt.date, until: dt.date, **details: Any) -> None:
        """Until there is a decision, or until the one there is begins; with a letter."""
        self.ends_on = until
        self.help_stopped_on = None  # it goes on
        if self.review_ok is False and self.review_answered_on is None:
            self.review_answered_on = on
        self.extended_times += 1

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.VERVANGEN,
        "Herstel",
        done="De verbeterde indicatie is afgegeven. De brief zegt wat er verandert.",
        happened="Voorlopige indicatie hersteld",
        by=[may(A.ISSUE_INDICATIE, is_issuer, holds_indicatie_mandate), may(A.ASSIGN_CASE)],
        needs=[
            help_has_yet_to_begin,
            not_own_employer,
            says_why,
            says_what_is_different,
            can_be_true("starts_on", lambda attempt: indicaties_days.help_starts(attempt.on)),
            can_be_true("ends_on", lambda attempt: indicaties_days.help_ends(attempt.on)),
            corrected_ends_after_it_starts,
            corrected_within_mandate,
        ],
        form="CorrectIndicatieForm",
        under=MandateKind.INDICATIE,
        reach=help_as_corrected,
        citizen="Wij hebben een fout over uw tijdelijke hulp hersteld.",
    )
    def correct(self, *, why: str, **details: Any) -> None:
        """Wrong hours, provider or days, before the help began: a corrected one is issued at the same moment."""
        self.replaced_why, self.shared_until = why, None

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.INGETROKKEN,
        "Trek in",
        done="De voorlopige indicatie is ingetrokken. De brief wordt gemaakt.",
        happened="Voorlopige indicatie ingetrokken",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[help_goes_on, says_why, citizen_was_heard, ends_in_the_future],
        form="WithdrawIndicatieForm",
        under=MandateKind.INDICATIE,
        reach=help_per_week,
        citizen="Uw tijdelijke hulp stopt.",
    )
    def withdraw(
        self, *, why: str, until: dt.date, heard_how: str = "", heard_on: dt.date | None = None, **details: Any
    ) -> None:
        """With a reason, the citizen heard, from a future date on; with a letter."""
        self.withdrawn_why, self.heard_how, self.heard_on, self.ends_on = why, heard_how, heard_on, until
        self._stays_in_sight(until)

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.OMGEZET,
        "Zet om",
        done="De indicatie is omgezet.",
        happened="Voorlopige indicatie omgezet in een besluit",
        citizen="Uw tijdelijke hulp gaat verder met een besluit.",
    )
    def convert(self, *, on: dt.date, **details: Any) -> None:
        """By the system, on the day a granted application starts."""
        self._stays_in_sight(on)

    @step(
        state,
        [IndicatieState.AFGEGEVEN],
        IndicatieState.GEEINDIGD,
        "Eindig",
        done="De indicatie is geëindigd.",
        happened="Voorlopige indicatie geëindigd",
        citizen="Uw tijdelijke hulp is gestopt.",
    )
    def lapse(self, **details: Any) -> None:
        """By the system, the day after the last day. Never silently: the teamleider decides today."""
        self._stays_in_sight(self.ends_on)

    @step(
        state,
        [IndicatieState.GEEINDIGD],
        None,
        "Beslis na einde",
        done="Het besluit na het einde staat vast.",
        happened="Besloten na het einde van de hulp",
        by=[may(A.DECIDE_AFTER_END)],
        needs=[not_decided_after_end, renewed_or_says_why],
        form="AfterEndForm",
        primary=True,
    )
    def decide_after_end(self, *, on: dt.date, renewed: bool = False, why: str = "", **details: Any) -> None:
        """There is a new indicatie, or the end is accepted with why."""
        self.after_end = AFTER_END_RENEWED if renewed else f"{AFTER_END_STOPPED}: {why}"
        self.after_end_on = on
