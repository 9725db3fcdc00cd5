"""A notice of default: the applicant wrote that the decision is late (Awb 4:17), and what that costs."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pghistory
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from casework.applications.conditions import holds_besluit_mandate
from casework.applications.states import ApplicationState
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.defaults.conditions import (
    another_decided,
    did_not_set_it,
    in_no_file,
    last_day_is_known,
    not_paid_yet,
    paid_can_be_true,
    says_why_nothing_is_owed,
    something_is_owed,
)
from casework.defaults.counting import Amounts, Dwangsom, counted, last_day
from casework.defaults.querysets import DefaultNoticeQuerySet
from casework.defaults.states import SAID, CameBy, DefaultState, NothingOwed
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.law.days import ONE_DAY
from casework.people.bsn import EncryptedTextField
from casework.vangnet.account_number import AccountNumber, check_account
from roles.actions import Action as A
from roles.models import Mandate, MandateKind, User


@pghistory.track()
class DwangsomAmount(models.Model):
    """What a day too late costs, in euros, for notices of default received from a day on: configuration, with its source."""

    since = models.DateField("vanaf", unique=True)
    first = models.DecimalField(
        "dag 1 tot en met 14", max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    second = models.DecimalField(
        "dag 15 tot en met 28", max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    third = models.DecimalField(
        "dag 29 tot en met 42", max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    source = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "dwangsombedrag"
        verbose_name_plural = "dwangsombedragen"
        ordering = ("since",)

    def __str__(self) -> str:
        return f"dwangsom vanaf {self.since:%d-%m-%Y}"


def amounts() -> list[Amounts]:
    """What is configured. Raises LookupError where nothing is."""
    rows = [Amounts(one.since, (one.first, one.second, one.third)) for one in DwangsomAmount.objects.all()]
    if not rows:
        raise LookupError("no amounts of the dwangsom are configured")
    return rows


class DefaultNotice(CaseChild):
    """One letter in which the applicant says that the decision is late. `due_on`: the last day on which a decision that is
    sent costs nothing. It is about an application, or about what a later noun decides (`about`: Awb 7:14). Without either it
    is about the research after a melding, over which nothing is ever owed (CRvB 2020, ECLI:NL:CRVB:2020:2007)."""

    objects = DefaultNoticeQuerySet.as_manager()
    alongside = ("application", "decided_by", "mandate", "piece", "paid_by")
    view = A.VIEW_DECISION
    titles = Titles("Ingebrekestelling", "Ingebrekestelling van", "Uw ingebrekestelling")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="default_notices")
    application = models.ForeignKey(
        "casework.Application", on_delete=models.CASCADE, null=True, related_name="default_notices"
    )
    # of what else is late, in whose noun it is: its public id, what it is called, of which, and when that came in
    about = models.CharField(max_length=16, blank=True, editable=False)
    about_what = models.CharField("waarover", max_length=40, blank=True)
    about_which = models.CharField("welke", max_length=200, blank=True)
    about_on = models.DateField("kwam binnen op", null=True)
    about_stopped_on = models.DateField("beslissing verstuurd, of niet meer nodig, op", null=True, editable=False)
    about_withdrawn = models.BooleanField("ingetrokken", default=False, editable=False)
    state = machine_state("stand", DefaultState, DefaultState.ONTVANGEN)
    received_on = models.DateField("ontvangen op")
    how = models.CharField("hoe", max_length=20, choices=CameBy.choices)
    piece = models.ForeignKey("casework.Piece", on_delete=models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField("besluit verstuurd uiterlijk", null=True)
    due_why = models.CharField(max_length=300, blank=True)
    registered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("vastgesteld op", null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField("besluitnummer", max_length=40, blank=True)
    amount = models.DecimalField("dwangsom", max_digits=8, decimal_places=2, null=True)
    counted_how = models.TextField("hoe geteld", blank=True)
    nothing_owed = models.CharField("geen dwangsom", max_length=20, choices=NothingOwed.choices, blank=True)
    motivation = models.TextField("motivering", blank=True)
    payee = models.CharField("op naam van", max_length=160, blank=True)
    payee_iban = EncryptedTextField(
        "rekeningnummer (IBAN)", blank=True, validators=[check_account], db_column="payee_account"
    )
    account_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    # the file for the bank that it is in, or was paid by
    batch = models.ForeignKey(
        "casework.PaymentBatch", on_delete=models.PROTECT, null=True, editable=False, related_name="default_notices"
    )
    paid_on = models.DateField("betaald op", null=True, editable=False)
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        verbose_name = "ingebrekestelling"
        verbose_name_plural = "ingebrekestellingen"
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(name="default_state_is_known", condition=Q(state__in=DefaultState.values)),
            models.CheckConstraint(
                name="a_notice_about_a_melding_costs_nothing",
                condition=(Q(application__isnull=False) | ~Q(about=""))
                & Q(due_on__isnull=False)
                & ~Q(state=DefaultState.GEEN_DWANGSOM)
                | Q(application__isnull=True, about="", due_on__isnull=True, state=DefaultState.GEEN_DWANGSOM),
            ),
            models.CheckConstraint(
                name="a_notice_is_about_one_thing", condition=Q(application__isnull=True) | Q(about="")
            ),
            models.UniqueConstraint(
                fields=("about",),
                condition=Q(state=DefaultState.ONTVANGEN) & ~Q(about=""),
                name="one_open_notice_about_one_thing",
            ),
            models.CheckConstraint(
                name="a_dwangsom_names_its_mandate",
                condition=~Q(state=DefaultState.VASTGESTELD)
                | Q(decided_by__isnull=False, decided_on__isnull=False, mandate__isnull=False, amount__isnull=False)
                & ~Q(number=""),
            ),
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(state=DefaultState.ONTVANGEN),
                name="one_open_notice_per_application",
                violation_error_message="Er ligt al een ingebrekestelling.",
            ),
        )

    def __str__(self) -> str:
        return f"ingebrekestelling {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/ingebrekestellingen/{self.public_id}/"

    @property
    def is_owed(self) -> bool:
        """Set, and something is to be paid."""
        return self.state == DefaultState.VASTGESTELD and bool(self.amount)

    @property
    def is_shared_by_name(self) -> bool:
        """Whoever pays must know to whom."""
        return self.is_owed

    @property
    def stopped_on(self) -> dt.date | None:
        """From which day nothing is owed: what was decided went out, or there is nothing left to decide."""
        if self.application is None:
            return self.about_stopped_on
        return self.application.state_since if self.is_withdrawn else self.application.announced_on

    @property
    def is_withdrawn(self) -> bool:
        """Whether what was asked for was taken back: there is nothing left to decide."""
        if self.application is None:
            return self.about_withdrawn
        return bool(self.application.state == ApplicationState.INGETROKKEN)

    @property
    def what(self) -> str:
        """What is late, in a word; nothing of a melding."""
        return self.about_what or ("aanvraag" if self.application is not None else "")

    @property
    def why_nothing(self) -> tuple[str, str]:
        """Why nothing is owed, said to the applicant, and the letter of Awb 4:17 lid 6; '' where that isn't so."""
        if not self.nothing_owed:
            return "", ""
        said, letter = SAID[NothingOwed(self.nothing_owed)]
        return said.format(of=self.what or "aanvraag"), letter

    def counted(self, on: dt.date) -> Dwangsom:
        """What is owed as it is known on that day."""
        if self.due_on is None:
            return Dwangsom(())
        through = min(on, last_day(self.due_on))
        if self.stopped_on is not None:
            through = min(through, self.stopped_on - ONE_DAY)
        return counted(amounts(), received_on=self.received_on, due_on=self.due_on, through=through)

    @step(
        state,
        [DefaultState.ONTVANGEN],
        DefaultState.VASTGESTELD,
        "Stel de dwangsom vast",
        done="De dwangsom is vastgesteld. De brief wordt gemaakt.",
        happened="Dwangsom vastgesteld",
        tells="motivation",
        by=[may(A.DECIDE_APPLICATION, holds_besluit_mandate)],
        needs=[last_day_is_known, says_why_nothing_is_owed],
        form="DwangsomForm",
        primary=True,
        citizen="Wij hebben vastgesteld wat wij u betalen omdat ons besluit te laat was.",
        under=MandateKind.BESLUIT,
    )
    def establish(
        self,
        *,
        on: dt.date,
        by: User | None,
        mandate: Mandate,
        nothing_owed: str = "",
        motivation: str = "",
        **details: Any,
    ) -> None:
        """A decision, within two weeks after the last day over which it is owed (Awb 4:18)."""
        found = self.counted(on)
        self.decided_by, self.decided_on, self.mandate = by, on, mandate
        before = type(self).objects.filter(case=self.case_id, state=DefaultState.VASTGESTELD).count()
        self.number = f"{self.case.ref}-D{before + 1}"
        self.nothing_owed, self.motivation, self.counted_how = nothing_owed, motivation, found.why
        self.amount = Decimal(0) if nothing_owed else found.amount

    @step(
        state,
        [DefaultState.VASTGESTELD],
        None,
        "Leg de betaling vast",
        done="Vastgelegd dat de dwangsom is betaald.",
        happened="Dwangsom betaald",
        by=[may(A.RELEASE_PAYMENT)],
        needs=[something_is_owed, not_paid_yet, in_no_file, another_decided, paid_can_be_true],
        form="PaidForm",
        primary=True,
        citizen="Wij hebben u de dwangsom betaald.",
    )
    def pay(self, *, by: User | None, paid_on: dt.date, **details: Any) -> None:
        """Paid elsewhere, in the books of the municipality, by somebody else than who set it (Awb 4:87: within six weeks)."""
        self.paid_on, self.paid_by = paid_on, by

    @step(
        state,
        [DefaultState.VASTGESTELD],
        None,
        "Vul het rekeningnummer in",
        done="Het rekeningnummer staat bij de dwangsom.",
        happened="Rekeningnummer voor de dwangsom ingevuld",
        by=[
            may(A.LEAD_CASE, is_regisseur, did_not_set_it),
            may(A.ASSIGN_CASE, did_not_set_it),
            may(A.RELEASE_PAYMENT, did_not_set_it),
        ],
        needs=[something_is_owed, not_paid_yet, in_no_file],
        form="DwangsomAccountForm",
    )
    def give_account(self, *, by: User | None, payee: str, payee_iban: AccountNumber, **details: Any) -> None:
        """Asked of who gets it. A wrong one is put right until it stands in a file; who wrote it releases no such file."""
        self.payee, self.payee_iban, self.account_by = payee, payee_iban.number, by

    # What follows is taken on all dwangsommen of one file together, by who acts on the file: see `payments`.

    @step(
        state,
        [DefaultState.VASTGESTELD],
        None,
        "Zet in een betaalbestand",
        done="De dwangsom staat in een betaalbestand.",
        happened="Dwangsom in een betaalbestand gezet",
    )
    def prepare(self, *, batch: Any, **details: Any) -> None:
        """A second person looks at the file before anything is paid."""
        self.batch = batch

    @step(
        state,
        [DefaultState.VASTGESTELD],
        None,
        "Geef de betaling vrij",
        done="De betaling is vrijgegeven.",
        happened="Betaling van de dwangsom vrijgegeven",
    )
    def release(self, **details: Any) -> None:
        """By another than who made the file, set the dwangsom or wrote down the account."""

    @step(
        state,
        [DefaultState.VASTGESTELD],
        None,
        "Boek de betaling",
        done="De dwangsom is betaald.",
        happened="Dwangsom betaald",
        citizen="Wij hebben u de dwangsom betaald.",
    )
    def book(self, *, batch: Any, **details: Any) -> None:
        """The bank did it, on the day that the file named; who released it, paid it."""
        self.paid_on, self.paid_by = batch.pay_on, batch.released_by

    @step(
        state,
        [DefaultState.VASTGESTELD],
        None,
        "Haal uit het betaalbestand",
        done="De dwangsom is uit het betaalbestand gehaald.",
        happened="Dwangsom uit het betaalbestand gehaald",
    )
    def take_out(self, **details: Any) -> None:
        """The file was called off: it is to be paid as before."""
        self.batch = None

    @step(
        state,
        [DefaultState.ONTVANGEN],
        DefaultState.VERVALLEN,
        "Op tijd besloten",
        done="Er is op tijd besloten.",
        happened="Na de ingebrekestelling op tijd besloten",
    )
    def lapse(self, **details: Any) -> None:
        """By the system: within the two weeks the decision went out, or nothing was left to decide."""

    @step(
        state,
        [DefaultState.ONTVANGEN],
        DefaultState.VERVALLEN,
        "Trek in",
        done="De ingebrekestelling telt niet meer.",
        happened="Ingebrekestelling ingetrokken",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[says_why],
        form="WhyForm",
        citizen="Uw ingebrekestelling telt niet meer.",
    )
    def withdraw(self, *, why: str = "", **details: Any) -> None:
        """By the applicant, or because it was written down by mistake."""
        self.motivation = why
