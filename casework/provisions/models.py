"""What somebody was granted, and how it goes with it (Wmo 2015, 2.3.5): a line of a decision, with a life of its own."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from casework.applications.conditions import holds_besluit_mandate
from casework.applications.models import Application
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import day_in_words, period_in_words
from casework.law.models import Ground
from casework.products.models import Product, Unit
from casework.provisions import conditions as when
from casework.provisions.querysets import ProvisionQuerySet
from casework.provisions.states import Form, Period, ProvisionState
from roles.actions import Action as A
from roles.models import MandateKind, User
from wijkweb.models import Organisation

DECIDES: Final = (may(A.DECIDE_APPLICATION, holds_besluit_mandate),)
WATCHES: Final = (may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE))
DELIVERS: Final = (may(A.DELIVER_HELP), *WATCHES)
ABOVE_NOUGHT: Final = MinValueValidator(Decimal("0.01"), "Vul een getal boven nul in.")


class Provision(CaseChild):
    """One kind of help that was asked for and decided on. `ends_on` is its last day; none where it is given once.

    What was decided about it afterwards stands in `versions`; the columns here are the last of them.
    """

    objects = ProvisionQuerySet.as_manager()
    alongside = ("provider", "ground", "product", "application")
    view = A.VIEW_PROVISION
    titles = Titles("Voorziening", "Voorziening van", "Uw hulp")
    outside_organisations = ("provider_id",)

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="provisions")
    # none: it ran already when the caseload came in from elsewhere
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, blank=True, related_name="provisions"
    )
    state = machine_state("stand", ProvisionState, ProvisionState.GEVRAAGD)
    what = models.CharField("welke hulp", max_length=200)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField("vorm", max_length=10, choices=Form.choices, default=Form.ZIN)
    provider = models.ForeignKey(
        Organisation, verbose_name="aanbieder", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    once = models.BooleanField("eenmalig: een hulpmiddel of woningaanpassing", default=False)
    lent = models.BooleanField("in bruikleen", null=True, blank=True)  # of what is given once; False: in eigendom
    amount = models.DecimalField(
        "hoeveel", max_digits=8, decimal_places=2, null=True, blank=True, validators=[ABOVE_NOUGHT]
    )
    unit = models.CharField("gerekend per", max_length=20, choices=Unit.choices, blank=True)
    period = models.CharField("hoe vaak", max_length=20, choices=Period.choices, blank=True)
    frequency = models.CharField("wat er hoe vaak gebeurt", max_length=300, blank=True)
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("loopt tot en met", null=True, blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    contribution = models.BooleanField("eigen bijdrage", default=True)
    no_contribution_why = models.CharField("waarom geen eigen bijdrage", max_length=200, blank=True)
    ground = models.ForeignKey(
        Ground, verbose_name="grond", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verordening = models.CharField("artikel van de verordening", max_length=200, blank=True)
    motivation = models.TextField("motivering", blank=True)
    pgb_tariff = models.DecimalField(
        "tarief van het pgb, in euro's per eenheid",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[ABOVE_NOUGHT],
    )
    pgb_holder = models.CharField("wie het pgb beheert", max_length=160, blank=True)
    price_per_week = models.DecimalField(
        "kosten per week in euro's", max_digits=8, decimal_places=2, null=True, blank=True, validators=[ABOVE_NOUGHT]
    )
    # the decision was sent: from then on the provider sees its own help, until some weeks after the end
    told_on = models.DateField("besluit verstuurd op", null=True, editable=False)
    shared_until = models.DateField(null=True, editable=False)
    started_on = models.DateField("begonnen op", null=True, editable=False)
    stopped_on = models.DateField("laatste dag dat er hulp was", null=True, editable=False)

    # of what is given once: the order with its provider, and when what was on loan came back
    ordered_on = models.DateField("besteld op", null=True, editable=False)
    order_words = models.TextField("wat er is besteld", blank=True)
    deliver_by = models.DateField("te leveren uiterlijk op", null=True, editable=False)
    taken_back_on = models.DateField("teruggehaald op", null=True, editable=False)

    # the provider can't, or can't in time: since when it says so, why, and from when it can
    cannot_on = models.DateField(null=True, editable=False)
    cannot_why = models.TextField("waarom het niet lukt", blank=True)
    cannot_from = models.DateField("vanaf wanneer het wel kan", null=True, blank=True)
    paused_from = models.DateField("gepauzeerd vanaf", null=True, editable=False)
    paused_until = models.DateField("verwacht terug op", null=True, blank=True)
    paused_why = models.CharField("waarom gepauzeerd", max_length=200, blank=True)
    payment_stops_until = models.DateField("betaling opgeschort tot en met", null=True, editable=False)
    # of the end or day that stands now: when it was announced, and when somebody decided to leave it so
    announced_on = models.DateField(null=True, editable=False)
    # who took it from the pool and looks at it again; and since when somebody decided to leave it so
    looking_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    looked_on = models.DateField("bekeken op", null=True, editable=False)
    looked_why = models.TextField("waarom het zo blijft", blank=True)
    # its case was ended while it ran: that ends no help, somebody decides
    case_ended_on = models.DateField(null=True, editable=False)
    # it ended by its date, and nobody had looked whether that is right
    undecided_since = models.DateField(null=True, editable=False)

    changed: dict[str, tuple[Any, Any]]  # by the step that is being taken: each column with what it was and became

    class Meta:
        verbose_name = "voorziening"
        verbose_name_plural = "voorzieningen"
        ordering = ("-starts_on", "-pk")
        constraints = (
            models.CheckConstraint(name="provision_state_is_known", condition=Q(state__in=ProvisionState.values)),
            models.CheckConstraint(name="provision_form_is_known", condition=Q(form__in=Form.values)),
            models.CheckConstraint(
                name="a_pgb_has_no_provider", condition=~Q(form=Form.PGB) | Q(provider__isnull=True)
            ),
            models.CheckConstraint(
                name="granted_help_says_from_when",
                condition=~Q(state__in=(*ProvisionState.RUNS, ProvisionState.BEEINDIGD)) | Q(starts_on__isnull=False),
            ),
            models.CheckConstraint(
                name="help_that_started_says_since_when",
                condition=~Q(state=ProvisionState.GESTART) | Q(started_on__isnull=False),
            ),
            models.CheckConstraint(
                name="provision_ends_after_it_starts",
                # withdrawn from its first day on it was never there: it ended the day before
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on") - dt.timedelta(days=1)),
                violation_error_message="De einddatum moet op of na de begindatum liggen.",
            ),
        )
        indexes = (
            models.Index(fields=("state", "ends_on")),
            models.Index(fields=("review_on",), condition=Q(review_on__isnull=False), name="provisions_to_look_at"),
        )

    def __str__(self) -> str:
        return f"voorziening {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/voorzieningen/{self.public_id}/"

    @property
    def is_shared_by_name(self) -> bool:
        """Who gives the help must know to whom (Wmo 2015, 5.2.2)."""
        return self.shared_until is not None

    @property
    def counted(self) -> str:
        """'3,5 uur per week'; empty where it isn't counted, or given once."""
        number = Unit(self.unit).counted(self.amount) if self.amount and self.unit else ""
        often = self.get_period_display() if number and self.period else ""
        return " ".join(filter(None, (number, often)))

    @property
    def how_much(self) -> str:
        """'3 uur per week: schoonmaken en de was', as every list and letter says it; empty where it is given once."""
        return ": ".join(filter(None, (self.counted, self.frequency)))

    @property
    def lasts(self) -> str:
        """'1 maart 2026 tot en met 28 februari 2027'; what is given once has one day."""
        starts, ends = day_in_words(self.starts_on), day_in_words(self.ends_on)
        return f"{starts} tot en met {ends}" if ends else starts

    @property
    def is_paused(self) -> bool:
        return self.paused_from is not None

    @property
    def is_ordered(self) -> bool:
        """It isn't there yet, and somebody is to bring it."""
        return self.state == ProvisionState.TOEGEKEND and self.ordered_on is not None

    def _make(self, **columns: Any) -> None:
        """Of a decision after the first: what it makes otherwise is kept in a version (see `versions`)."""
        self.changed = {
            name: (getattr(self, name), value) for name, value in columns.items() if getattr(self, name) != value
        }
        for name, value in columns.items():
            setattr(self, name, value)
        if {"ends_on", "review_on"} & {*self.changed}:  # another end is announced and looked at anew
            self.announced_on, self.looking_by, self.looked_on, self.looked_why = None, None, None, ""
        if "provider_id" in self.changed:  # it is asked of another now
            self.ordered_on, self.deliver_by = None, None
        self.case_ended_on = None

    def stands(self, on: dt.date) -> str:
        """What holds that day, in words: not the name of the state, but whether there is help."""
        match self.state:
            case ProvisionState.TOEGEKEND | ProvisionState.GESTART:
                return self._runs(on)
            case ProvisionState.BEEINDIGD if self.taken_back_on:
                return f"teruggehaald op {day_in_words(self.taken_back_on)}"
            case ProvisionState.BEEINDIGD:
                return f"gestopt na {day_in_words(self.stopped_on or self.ends_on)}" if self.ends_on else "gestopt"
        return self.state_label.lower()

    def _runs(self, on: dt.date) -> str:
        started = self.state == ProvisionState.GESTART
        if self.once:
            return self._delivered()
        if self.paused_from and self.paused_from <= on:
            return f"gepauzeerd sinds {day_in_words(self.paused_from)}"
        if self.starts_on and self.ends_on and (started or on < self.starts_on):
            return period_in_words(self.starts_on, self.ends_on, on)
        if started:
            return f"sinds {day_in_words(self.started_on)}"
        return "toegekend, nog niet begonnen"

    def _delivered(self) -> str:
        """Of what is given once. What is bought with a pgb, nobody of us orders."""
        if self.state == ProvisionState.GESTART:
            back = f", teruggehaald op {day_in_words(self.taken_back_on)}" if self.taken_back_on else ""
            return f"geleverd op {day_in_words(self.started_on)}{back}"
        if self.is_ordered:
            return f"besteld, komt uiterlijk {day_in_words(self.deliver_by)}"
        return f"toegekend, nog niet {'besteld' if self.form == Form.ZIN else 'geleverd'}"

    @step(
        state,
        [ProvisionState.GEVRAAGD],
        ProvisionState.TOEGEKEND,
        "Toegekend",
        done="De hulp is toegekend.",
        happened="Hulp toegekend",
        citizen="U krijgt hulp.",
    )
    def grant(self, **details: Any) -> None:
        """By the decision on the application, which has said before what, how much and from when."""

    @step(
        state,
        [ProvisionState.GEVRAAGD],
        ProvisionState.AFGEWEZEN,
        "Afgewezen",
        done="De hulp is afgewezen.",
        happened="Hulp afgewezen",
        citizen="U krijgt deze hulp niet.",
    )
    def refuse(self, **details: Any) -> None:
        """By the decision on the application, or because there is none any more."""

    @step(
        state,
        ProvisionState.RUNS,
        ProvisionState.BEEINDIGD,
        "Eindig",
        done="De hulp is beëindigd.",
        happened="Hulp beëindigd",
        citizen="Uw hulp is gestopt.",
    )
    def lapse(self, *, on: dt.date, last: dt.date, decided: bool = False, **details: Any) -> None:
        """By the system, the day after its last day; and on the day somebody died. Never silently: where nobody had looked
        at it, somebody does now."""
        first = (self.starts_on or last) - dt.timedelta(days=1)
        self.ends_on = min(self.ends_on or last, max(last, first))
        self.undecided_since = None if decided or self.looked_on else on

    # --- how it goes: facts, by the provider or for it -------------------------------------------------------------

    @step(
        state,
        [ProvisionState.TOEGEKEND],
        None,
        "Bestel",
        done="De bestelling staat vast. Het bestelblad wordt gemaakt.",
        happened="Besteld",
        tells="what",
        by=WATCHES,
        needs=[
            when.is_given_once,
            when.has_a_provider,
            when.decision_was_sent,
            when.deliver_by_can_be_true,
            when.says_what_is_ordered,
        ],
        form="OrderForm",
        primary=True,
        citizen="Wij hebben besteld wat u krijgt.",
    )
    def order(self, *, on: dt.date, what: str, deliver_by: dt.date, **details: Any) -> None:
        """With its provider, who brings it; ordered again it is another day, or something else."""
        self.ordered_on, self.order_words, self.deliver_by = on, what, deliver_by

    @step(
        state,
        [ProvisionState.TOEGEKEND],
        ProvisionState.GESTART,
        "Bevestig start",
        done="Vastgelegd dat de hulp is begonnen.",
        happened="Hulp begonnen",
        by=DELIVERS,
        needs=[when.decision_was_sent, when.start_has_come, when.started_can_be_true],
        form="StartedForm",
        primary=True,
        citizen="Uw hulp is begonnen.",
    )
    def confirm_start(self, *, started_on: dt.date, **details: Any) -> None:
        """By the provider; where nobody there has an account by the regisseur. Of what is given once: delivered."""
        self.started_on = started_on
        self.cannot_on, self.cannot_why, self.cannot_from = None, "", None

    @step(
        state,
        [ProvisionState.GESTART, ProvisionState.BEEINDIGD],
        None,
        "Haal terug",
        done="Vastgelegd wanneer het is teruggehaald.",
        happened="Teruggehaald wat in bruikleen was",
        by=DELIVERS,
        needs=[when.is_lent, when.began, when.not_taken_back, when.taken_back_can_be_true],
        form="TakenBackForm",
        citizen="Wat u te leen had, is opgehaald.",
    )
    def take_back(self, *, taken_back_on: dt.date, **details: Any) -> None:
        """By whoever brought it. That there is no help any more is told with it."""
        self.taken_back_on = taken_back_on
        self.stopped_on = self.stopped_on or taken_back_on

    @step(
        state,
        [ProvisionState.GESTART, ProvisionState.BEEINDIGD],
        None,
        "Bevestig stop",
        done="Vastgelegd wanneer de hulp is gestopt.",
        happened="Hulp gestopt",
        by=DELIVERS,
        needs=[when.began, when.not_stopped, when.stopped_can_be_true, says_why],
        form="StoppedForm",
        citizen="Uw hulp is gestopt.",
    )
    def confirm_stop(self, *, stopped_on: dt.date, **details: Any) -> None:
        """A fact. Where it stopped before its end, what was granted still stands: who holds the mandate decides."""
        self.stopped_on = stopped_on

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Kan niet (op tijd)",
        done="Het wijkteam hoort vandaag dat dit niet (op tijd) lukt.",
        happened="De hulp kan niet (op tijd)",
        by=DELIVERS,
        needs=[when.decision_was_sent, when.no_trouble_yet, says_why],
        form="CannotForm",
    )
    def cannot(self, *, on: dt.date, why: str, able_from: dt.date | None = None, **details: Any) -> None:
        self.cannot_on, self.cannot_why, self.cannot_from = on, why, able_from

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Leg vast hoe het verder gaat",
        done="Vastgelegd hoe het verder gaat.",
        happened="Afgesproken hoe het verder gaat",
        by=WATCHES,
        needs=[when.there_is_trouble, says_why],
        form="WhyForm",
        primary=True,
    )
    def agree(self, **details: Any) -> None:
        """With the provider and whose help it is. Another provider is a decision: *Wijzig*."""
        self.cannot_on, self.cannot_why, self.cannot_from = None, "", None

    @step(
        state,
        [ProvisionState.GESTART],
        None,
        "Pauzeer",
        done="De hulp staat op pauze.",
        happened="Hulp gepauzeerd",
        by=[*DELIVERS, may(A.EDIT_FILE)],
        needs=[when.not_paused, when.not_stopped, when.paused_can_be_true, says_why],
        form="PauseForm",
        citizen="Uw hulp staat op pauze.",
    )
    def pause(self, *, paused_from: dt.date, why: str, until: dt.date | None = None, **details: Any) -> None:
        """A stay elsewhere: a fact, no decision."""
        self.paused_from, self.paused_until, self.paused_why = paused_from, until, why

    @step(
        state,
        [ProvisionState.GESTART],
        None,
        "Hervat",
        done="De hulp gaat weer door.",
        happened="Hulp hervat",
        tells=lambda details: f"Vanaf {day_in_words(details['resumed_on'])}",
        by=[*DELIVERS, may(A.EDIT_FILE)],
        needs=[when.paused, when.resumed_can_be_true],
        form="ResumeForm",
        primary=True,
        citizen="Uw hulp gaat weer door.",
    )
    def resume(self, *, resumed_on: dt.date, **details: Any) -> None:
        self.paused_from, self.paused_until, self.paused_why = None, None, ""

    # --- decisions, each under the mandate, with its letter --------------------------------------------------------

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Verleng ongewijzigd",
        done="De hulp is verlengd. De brief wordt gemaakt.",
        happened="Hulp ongewijzigd verlengd",
        by=DECIDES,
        needs=[when.not_own_employer, when.has_a_day, when.not_stopped, when.until_can_be_true, says_why],
        form="ExtendForm",
        primary=True,
        citizen="Uw hulp is verlengd.",
        under=MandateKind.BESLUIT,
    )
    def extend(self, *, on: dt.date, until: dt.date, **details: Any) -> None:
        """Somebody called, and nothing has changed. What has no end is looked at again on that day."""
        if self.ends_on is None:
            self._make(review_on=until)
        else:
            self._make(ends_on=until, review_on=self.review_on if self.review_on and self.review_on > on else None)

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Overbrug",
        done="De hulp loopt door tot het nieuwe besluit. De brief wordt gemaakt.",
        happened="Hulp overbrugd",
        by=DECIDES,
        needs=[when.not_own_employer, when.has_an_end, when.not_stopped, when.bridge_can_be_true, says_why],
        form="BridgeForm",
        citizen="Uw hulp loopt door tot ons nieuwe besluit.",
        under=MandateKind.BESLUIT,
    )
    def bridge(self, *, until: dt.date, **details: Any) -> None:
        """What would end before the new decision goes on until it; that it was announced and asked stays."""
        kept = self.announced_on, self.looking_by, self.looked_on, self.looked_why
        self._make(ends_on=until)
        self.announced_on, self.looking_by, self.looked_on, self.looked_why = kept

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Wijzig",
        done="De hulp is gewijzigd. De brief wordt gemaakt.",
        happened="Hulp gewijzigd",
        by=DECIDES,
        needs=[
            when.not_own_employer,
            when.not_stopped,
            when.since_can_be_true,
            when.something_differs,
            when.ends_after_it_starts,
            says_why,
        ],
        form="ChangeForm",
        citizen="Uw hulp is gewijzigd.",
        under=MandateKind.BESLUIT,
    )
    def change(self, *, columns: dict[str, Any], **details: Any) -> None:
        """More or fewer hours, another provider, another end: from a day on."""
        self._make(**columns)

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Herstel",
        done="De fout in het besluit is hersteld. De brief wordt gemaakt.",
        happened="Fout in het besluit hersteld",
        by=DECIDES,
        needs=[when.not_own_employer, when.something_differs, when.ends_after_it_starts, says_why],
        form="CorrectForm",
        citizen="Wij hebben een fout in het besluit over uw hulp hersteld.",
        under=MandateKind.BESLUIT,
    )
    def correct(self, *, columns: dict[str, Any], **details: Any) -> None:
        """A slip: what was meant stands from the first day."""
        self._make(**columns)

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Trek in of herzie",
        done="Het besluit staat vast. De brief wordt gemaakt.",
        happened="Hulp ingetrokken of herzien",
        by=DECIDES,
        needs=[
            when.not_own_employer,
            when.names_a_ground,
            when.review_since_can_be_true,
            when.says_what_it_becomes,
            when.heard_or_not,
            says_why,
        ],
        form="ReviewForm",
        citizen="Wij hebben een besluit over uw hulp genomen.",
        under=MandateKind.BESLUIT,
    )
    def review(
        self, *, on: dt.date, since: dt.date, withdraws: bool, columns: dict[str, Any], why: str, **details: Any
    ) -> None:
        """On a ground of Wmo 2015, 2.3.10, from a day on, the citizen heard. Withdrawn: its last day is the day before."""
        last = since - dt.timedelta(days=1)
        self._make(**({"ends_on": min(self.ends_on or last, last), "review_on": None} if withdraws else columns))
        if withdraws:
            self.looked_on, self.looked_why = on, why

    @step(
        state,
        [ProvisionState.GESTART],
        None,
        "Schort betaling op",
        done="De betaling is opgeschort. De brief wordt gemaakt.",
        happened="Betaling van het pgb opgeschort",
        by=DECIDES,
        needs=[when.is_a_pgb, when.verordening_lets_suspend, when.suspension_can_be_true, says_why],
        form="SuspendPaymentForm",
        citizen="De betaling van uw pgb is opgeschort.",
        under=MandateKind.BESLUIT,
    )
    def suspend_payment(self, *, until: dt.date, **details: Any) -> None:
        """By the SVB, on our request."""
        self._make(payment_stops_until=until)

    @step(
        state,
        [ProvisionState.GESTART, ProvisionState.BEEINDIGD],
        None,
        "Vorder terug",
        done="Het besluit om terug te vorderen staat vast. De brief wordt gemaakt.",
        happened="Geld teruggevorderd",
        by=DECIDES,
        needs=[
            when.not_own_employer,
            when.withdrawn_on_purpose,
            when.not_recovered_yet,
            when.names_an_amount,
            says_why,
        ],
        form="RecoverForm",
        citizen="Wij vragen geld van u terug.",
        under=MandateKind.BESLUIT,
    )
    def recover(self, **details: Any) -> None:
        """Wmo 2015, 2.4.1: a decision of its own after one on ground a, where it was done on purpose."""
        self.changed = {}

    # --- towards its end -------------------------------------------------------------------------------------------

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Kondig aan",
        done="De aankondiging wordt gemaakt.",
        happened="Aangekondigd dat wij de hulp opnieuw bekijken",
        citizen="Wij bekijken met u welke hulp u nodig hebt.",
    )
    def announce(self, *, on: dt.date, **details: Any) -> None:
        """By the system, some weeks before the end or the set day. It promises nothing."""
        self.announced_on = on

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Bekijk opnieuw",
        done="Het heronderzoek is begonnen, met wat het vorige vond. Het staat op het tabblad Onderzoek.",
        happened="Heronderzoek begonnen",
        tells="changed",
        by=[may(A.LEAD_CASE), may(A.DECIDE_APPLICATION)],
        needs=[when.was_announced, when.nobody_looks_yet, when.says_what_changed],
        form="LookAgainForm",
        citizen="Wij bekijken met u welke hulp u nodig hebt.",
    )
    def look_again(self, *, by: User | None, **details: Any) -> None:
        """Whoever takes it from the pool leads it, also where the case is closed (2.3.9)."""
        self.looking_by = by

    @step(
        state,
        [ProvisionState.TOEGEKEND, ProvisionState.GESTART, ProvisionState.BEEINDIGD],
        None,
        "Laat aflopen",
        done="Vastgelegd dat de hulp afloopt zoals besloten.",
        happened="De hulp loopt af zoals besloten",
        by=DECIDES,
        needs=[when.has_an_end, when.not_looked_at, says_why],
        form="WhyForm",
        under=MandateKind.BESLUIT,
    )
    def let_end(self, *, on: dt.date, why: str, **details: Any) -> None:
        """Looked at with the citizen: it ends on the day that was decided, or has done so and that is right."""
        self.looked_on, self.looked_why, self.undecided_since = on, why, None

    @step(
        state,
        ProvisionState.RUNS,
        None,
        "Laat doorlopen",
        done="Vastgelegd dat de hulp doorloopt.",
        happened="De hulp loopt door",
        by=DECIDES,
        needs=[when.case_was_ended, says_why],
        form="WhyForm",
        under=MandateKind.BESLUIT,
    )
    def keep(self, **details: Any) -> None:
        """The case was ended, and the help is still needed."""
        self.case_ended_on = None
