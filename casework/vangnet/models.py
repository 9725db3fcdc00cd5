"""Money that may be spent at once, also where no scheme fits: budgets, requests, and an append-only ledger."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.cases.conditions import case_is_open, is_regisseur, is_regisseur_or_reported_it
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.missing_files import is_there
from casework.engine.public_id import public_id
from casework.people.bsn import EncryptedTextField
from casework.vangnet.account_number import AccountNumber, check_account
from casework.vangnet.conditions import (
    account_is_known,
    accounts_with_receipt,
    as_much_is_free_as_was_seen,
    budget_has_room,
    did_not_decide,
    did_not_request,
    has_an_account_to_pay,
    has_no_account_yet,
    is_requester,
    is_the_third,
    its_receipt_is_gone,
    mandate_covers_amount,
    nothing_back_says_why,
    paid_on_a_possible_day,
    pays_at_most_what_was_approved,
    recovers_at_most_what_is_left,
    schemes_are_explained,
    schemes_told_by_now,
    somebody_may_approve,
    the_amount,
)
from casework.vangnet.querysets import LedgerQuerySet, VangnetQuerySet
from casework.vangnet.schemes import in_words
from casework.vangnet.states import VangnetState
from roles.actions import Action as A
from roles.append_only import NotEmptied
from roles.models import Mandate, MandateKind, Team, User

CENT = Decimal("0.01")


@pghistory.track()
class VangnetBudget(models.Model):
    """What a team may spend in a year. The balance is the sum of the ledger's rows and stands nowhere else."""

    team = models.ForeignKey(
        Team, verbose_name="team", on_delete=models.PROTECT, related_name="budgets", db_index=False
    )
    year = models.PositiveSmallIntegerField("jaar")

    class Meta:
        verbose_name = "vangnetbudget"
        verbose_name_plural = "vangnetbudgetten"
        ordering = ("-year", "team__name")
        constraints = (
            models.UniqueConstraint(
                fields=("team", "year"),
                name="one_budget_per_team_and_year",
                violation_error_message="Dit team heeft voor dat jaar al een budget.",
            ),
        )

    def __str__(self) -> str:
        return f"vangnet {self.team} {self.year}"


class VangnetRequest(CaseChild):
    """One request: what for, how much, to whom, and why it can't wait for a scheme."""

    objects = VangnetQuerySet.as_manager()
    alongside = ("budget__team", "requested_by", "decided_by", "mandate")
    view = A.VIEW_VANGNET
    titles = Titles("Vangnetaanvraag", "Vangnetaanvraag voor")
    locks = ("budget",)

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="vangnet_requests")
    budget = models.ForeignKey(VangnetBudget, on_delete=models.PROTECT, related_name="requests", db_index=False)
    state = machine_state("stand", VangnetState, VangnetState.CONCEPT)
    purpose = models.CharField("waarvoor", max_length=200)
    amount = models.DecimalField(
        "bedrag in euro's",
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(CENT, "Vul een bedrag boven nul in.")],
    )
    payee = models.CharField("aan wie betalen", max_length=160)
    payee_iban = EncryptedTextField(
        "rekeningnummer (IBAN)", blank=True, validators=[check_account], db_column="payee_account"
    )
    payment_reference = models.CharField("kenmerk bij de betaling", max_length=80, blank=True)
    why_now = models.TextField("waarom kan dit niet wachten")
    urgent = models.BooleanField("spoed: uitleg over regelingen volgt achteraf", default=False)
    schemes = models.TextField("welke regelingen zijn bekeken, en waarom passen die niet", blank=True)
    # by the names of the list of that day (see schemes.py); older requests say it in the words above alone
    looked_at = ArrayField(models.CharField(max_length=80), default=list, db_default=[], blank=True, editable=False)
    recover_from = models.CharField("terug te vragen bij", max_length=160, blank=True)
    recover_on = models.DateField("verrekenen uiterlijk", null=True, blank=True)
    own_request = models.BooleanField("de inwoner vroeg dit zelf aan", default=False)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="vangnet_requested")
    requested_on = models.DateField(null=True)
    # everyone who wrote on it, by id: none of them decides, whoever pressed the button
    authors = ArrayField(models.BigIntegerField(), default=list, editable=False)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True)
    decided_why = models.TextField(blank=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    approved_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    paid_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    paid_on = models.DateField(null=True)
    # the last file for the bank that it was put in
    batch = models.ForeignKey(
        "casework.PaymentBatch", on_delete=models.PROTECT, null=True, related_name="requests", editable=False
    )
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    result = models.TextField("wat heeft het opgeleverd", blank=True)
    receipt = models.FileField("bon of factuur", upload_to="bonnen/%Y/", blank=True)
    accounted_on = models.DateField(null=True)
    settled_on = models.DateField(null=True)
    settled_why = models.TextField(blank=True)

    class Meta:
        verbose_name = "vangnetaanvraag"
        verbose_name_plural = "vangnetaanvragen"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="vangnet_state_is_known", condition=Q(state__in=VangnetState.values)),
            models.CheckConstraint(
                name="vangnet_asks_something",
                condition=Q(amount__gt=0),
                violation_error_message="Vul een bedrag boven nul in.",
            ),
            models.CheckConstraint(
                name="approved_by_another_under_a_mandate",
                condition=Q(
                    state__in=(
                        VangnetState.CONCEPT,
                        VangnetState.AANGEVRAAGD,
                        VangnetState.AFGEWEZEN,
                        VangnetState.INGETROKKEN,
                    )
                )
                | Q(decided_by__isnull=False, mandate__isnull=False, approved_amount__isnull=False)
                & ~Q(decided_by=models.F("requested_by"))
                & ~Q(authors__contains=[models.F("decided_by_id")]),
            ),
            models.CheckConstraint(
                name="paid_by_a_third",
                condition=Q(paid_by__isnull=True)
                | Q(decided_by__isnull=False)
                & ~Q(paid_by=models.F("decided_by"))
                & (Q(requested_by__isnull=True) | ~Q(paid_by=models.F("requested_by")))
                & ~Q(authors__contains=[models.F("paid_by_id")]),
            ),
            models.CheckConstraint(
                name="never_paid_more_than_approved",
                condition=Q(paid_amount__isnull=True)
                | Q(paid_amount__lte=models.F("approved_amount"), paid_amount__gt=0),
            ),
        )
        indexes = (models.Index(fields=("state", "requested_on")), models.Index(fields=("budget", "state")))

    def __str__(self) -> str:
        return f"vangnetaanvraag {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/vangnet/{self.public_id}/"

    def bring_to(self, on: dt.date) -> None:
        self.budget = self.budget_on(on) or self.budget

    def budget_on(self, on: dt.date) -> VangnetBudget | None:
        """The budget it is paid from. Money is of the day on which it is promised: until then of that year, and of the
        team that has the case; None where that has no budget yet."""
        if self.state not in VangnetState.UNDECIDED or (self.budget.team_id, self.budget.year) == (
            self.case.team_id,
            on.year,
        ):
            return self.budget
        budgets = VangnetBudget.objects.select_related("team")
        return budgets.filter(team=self.case.team_id, year=on.year).first()

    @property
    def amount_now(self) -> Decimal:
        """The sum it is about by now: what was paid, else promised, else asked; in euros."""
        return self.paid_amount or self.approved_amount or self.amount

    @property
    def schemes_in_words(self) -> str:
        """Which were looked at, and why they don't fit."""
        return in_words(self.looked_at, self.schemes)

    @property
    def left_to_recover(self) -> Decimal:
        """What was paid and hasn't come back yet, in euros."""
        returned = sum((row.returned for row in self.entries.all()), Decimal(0))
        return (self.paid_amount or Decimal(0)) - returned

    @property
    def is_to_come_back(self) -> bool:
        """Whether anybody is to pay it back: with nobody named, or once it is settled, nothing is awaited."""
        return bool(self.recover_from) and self.state in (VangnetState.UITBETAALD, VangnetState.VERANTWOORD)

    @property
    def receipt_is_gone(self) -> bool:
        """The row tells of a file that isn't there; nobody can make it again."""
        return bool(self.receipt) and not is_there(self.receipt)

    def written_by(self, user: User | None) -> None:
        """From now on this person may not decide on it."""
        if user is not None and user.pk not in self.authors:
            self.authors = [*self.authors, user.pk]

    @step(
        state,
        [VangnetState.CONCEPT],
        VangnetState.AANGEVRAAGD,
        "Vraag aan",
        done="Het vangnet is aangevraagd.",
        happened="Vangnet aangevraagd",
        by=[may(A.REQUEST_VANGNET, is_regisseur_or_reported_it)],
        needs=[case_is_open, schemes_are_explained, account_is_known, somebody_may_approve],
        primary=True,
    )
    def request(self, *, on: dt.date, by: User | None, **details: Any) -> None:
        self.requested_by, self.requested_on = by, on
        self.written_by(by)

    @step(
        state,
        [VangnetState.AANGEVRAAGD],
        VangnetState.GOEDGEKEURD,
        "Keur goed",
        done="Het bedrag is goedgekeurd en gereserveerd.",
        happened="Vangnet goedgekeurd",
        by=[may(A.DECIDE_VANGNET, did_not_request, mandate_covers_amount)],
        needs=[budget_has_room, as_much_is_free_as_was_seen],
        form="ApproveForm",
        unasked=True,
        primary=True,
        citizen="Er is geld uit het vangnet toegezegd.",
        under=MandateKind.VANGNET,
        reach=the_amount,
    )
    def approve(self, *, on: dt.date, by: User | None, mandate: Mandate, **details: Any) -> None:
        """Reserves the money in the same transaction."""
        self.decided_by, self.decided_on, self.mandate, self.approved_amount = by, on, mandate, self.amount

    @step(
        state,
        [VangnetState.AANGEVRAAGD],
        VangnetState.AFGEWEZEN,
        "Wijs af",
        done="De aanvraag is afgewezen.",
        happened="Vangnet afgewezen",
        by=[may(A.DECIDE_VANGNET, did_not_request, mandate_covers_amount)],
        needs=[says_why],
        form="WhyForm",
        under=MandateKind.VANGNET,
        reach=the_amount,
    )
    def reject(self, *, on: dt.date, by: User | None, why: str, mandate: Mandate | None = None, **details: Any) -> None:
        self.decided_by, self.decided_on, self.decided_why, self.mandate = by, on, why, mandate

    @step(
        state,
        [VangnetState.AANGEVRAAGD],
        VangnetState.CONCEPT,
        "Vraag terug",
        done="De aanvraag is teruggevraagd.",
        happened="Vangnetaanvraag teruggevraagd",
        by=[may(A.DECIDE_VANGNET, did_not_request, mandate_covers_amount)],
        needs=[says_why],
        form="WhyForm",
    )
    def ask_back(self, *, why: str, **details: Any) -> None:
        """Back to the requester with a question; a change after submitting always comes by again."""
        self.decided_why = why

    @step(
        state,
        [VangnetState.AANGEVRAAGD, VangnetState.GOEDGEKEURD],
        None,
        "Vul het rekeningnummer in",
        done="Het rekeningnummer staat bij de aanvraag.",
        happened="Rekeningnummer ingevuld",
        by=[
            may(A.REQUEST_VANGNET, is_requester, did_not_decide),
            may(A.REQUEST_VANGNET, is_regisseur, did_not_decide),
            may(A.ASSIGN_CASE, did_not_decide),
        ],
        needs=[has_no_account_yet],
        form="AccountNumberForm",
        primary=True,
    )
    def give_account(self, *, by: User | None, payee_iban: AccountNumber, **details: Any) -> None:
        """Help that can't wait is asked for and decided on before anybody knows the number."""
        self.payee_iban = payee_iban.number
        self.written_by(by)

    @step(
        state,
        VangnetState.UNPAID,
        VangnetState.INGETROKKEN,
        "Trek in",
        done="De aanvraag is ingetrokken.",
        happened="Vangnetaanvraag ingetrokken",
        by=[may(A.REQUEST_VANGNET, is_requester), may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
    )
    def withdraw(self, **details: Any) -> None:
        """Until paid. What was reserved is released."""

    @step(
        state,
        [VangnetState.GOEDGEKEURD],
        VangnetState.UITBETAALD,
        "Betaal uit",
        done="Het bedrag is uitbetaald.",
        happened="Vangnet uitbetaald",
        by=[may(A.PAY_VANGNET, is_the_third)],
        needs=[has_an_account_to_pay, pays_at_most_what_was_approved, paid_on_a_possible_day],
        form="PayForm",
        primary=True,
    )
    def pay(
        self, *, on: dt.date, by: User | None, paid_amount: Decimal, paid_on: dt.date | None = None, **details: Any
    ) -> None:
        """At most what was approved; the rest is released. On the day on which it was paid: that day, if no other."""
        self.paid_amount, self.paid_on, self.paid_by = paid_amount, paid_on or on, by

    # What follows is taken on all requests of one file together, by who acts on the file: see `paying`.

    @step(
        state,
        [VangnetState.GOEDGEKEURD],
        VangnetState.IN_BETALING,
        "Zet in een betaalbestand",
        done="De betaling staat in een betaalbestand.",
        happened="In een betaalbestand gezet",
    )
    def prepare(self, *, batch: Any, **details: Any) -> None:
        """A second person looks at the file before anything is paid."""
        self.batch = batch

    @step(
        state,
        [VangnetState.IN_BETALING],
        VangnetState.VRIJGEGEVEN,
        "Geef de betaling vrij",
        done="De betaling is vrijgegeven.",
        happened="Betaling vrijgegeven",
    )
    def release(self, **details: Any) -> None:
        """By another than who made the file, decided or asked."""

    @step(
        state,
        [VangnetState.VRIJGEGEVEN],
        VangnetState.UITBETAALD,
        "Boek de betaling",
        done="Het bedrag is uitbetaald.",
        happened="Vangnet uitbetaald",
    )
    def book(self, *, batch: Any, **details: Any) -> None:
        """The bank did it, on the day that the file named; who released it, paid it."""
        self.paid_amount, self.paid_on, self.paid_by = self.approved_amount, batch.pay_on, batch.released_by

    @step(
        state,
        VangnetState.UNDER_WAY,
        VangnetState.GOEDGEKEURD,
        "Haal uit het betaalbestand",
        done="De betaling is uit het betaalbestand gehaald.",
        happened="Uit het betaalbestand gehaald",
    )
    def take_out(self, **details: Any) -> None:
        """The file was called off: it is to be paid as before."""

    @step(
        state,
        [VangnetState.UITBETAALD],
        VangnetState.VERANTWOORD,
        "Verantwoord",
        done="De uitgave is verantwoord.",
        happened="Uitgave verantwoord",
        tells="result",
        by=[may(A.REQUEST_VANGNET, is_requester), may(A.REQUEST_VANGNET, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[accounts_with_receipt, schemes_told_by_now],
        form="AccountForm",
        primary=True,
    )
    def account(
        self,
        *,
        on: dt.date,
        result: str,
        receipt: Any = None,
        schemes: str = "",
        looked_at: list[str] | None = None,
        **details: Any,
    ) -> None:
        """Result and receipt; with spoed also which schemes were looked at."""
        self.result, self.accounted_on = result, on
        self.receipt = receipt or self.receipt
        self.schemes, self.looked_at = schemes or self.schemes, looked_at or self.looked_at

    @step(
        state,
        [VangnetState.VERANTWOORD, VangnetState.VERREKEND],
        None,
        "Voeg de bon opnieuw toe",
        done="De bon is opnieuw toegevoegd.",
        happened="Bon opnieuw toegevoegd",
        by=[may(A.REQUEST_VANGNET, is_requester), may(A.REQUEST_VANGNET, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[its_receipt_is_gone],
        form="ReceiptForm",
    )
    def replace_receipt(self, *, receipt: Any, **details: Any) -> None:
        """Its file was lost: what was accounted for stays as it was told."""
        self.receipt = receipt

    @step(
        state,
        [VangnetState.VERANTWOORD],
        None,
        "Boek een deel terug",
        done="Het deel is teruggeboekt.",
        happened="Deel teruggeboekt",
        by=[may(A.PAY_VANGNET)],
        needs=[recovers_at_most_what_is_left],
        form="RecoverForm",
    )
    def recover(self, **details: Any) -> None:
        """A part came back; more may follow."""

    @step(
        state,
        [VangnetState.VERANTWOORD],
        VangnetState.VERREKEND,
        "Verreken",
        done="De aanvraag is verrekend.",
        happened="Vangnet verrekend",
        by=[may(A.PAY_VANGNET)],
        needs=[recovers_at_most_what_is_left, nothing_back_says_why],
        form="SettleForm",
        primary=True,
    )
    def settle(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """The last of it: what came back goes back to the budget; nothing, with why."""
        self.settled_on, self.settled_why = on, why


class LedgerKind(models.TextChoices):
    TOEKENNING = "toekenning", "Budget toegekend"
    RESERVERING = "reservering", "Gereserveerd"
    VRIJVAL = "vrijval", "Vrijgevallen"
    BETALING = "betaling", "Uitbetaald"
    TERUG = "terug", "Teruggekomen"


class LedgerEntry(models.Model):
    """One movement on a budget. Append-only: the database refuses update and delete, and any sum below zero.

    Four signed columns in euros; each balance is the sum of its column.
    """

    objects = LedgerQuerySet.as_manager()

    budget = models.ForeignKey(VangnetBudget, on_delete=models.PROTECT, related_name="entries", db_index=False)
    request = models.ForeignKey(VangnetRequest, on_delete=models.PROTECT, null=True, related_name="entries")
    kind = models.CharField("soort", max_length=20, choices=LedgerKind.choices)
    free = models.DecimalField("vrij", max_digits=12, decimal_places=2, default=Decimal(0))
    reserved = models.DecimalField("gereserveerd", max_digits=12, decimal_places=2, default=Decimal(0))
    spent = models.DecimalField("uitgegeven", max_digits=12, decimal_places=2, default=Decimal(0))
    returned = models.DecimalField("teruggekomen", max_digits=12, decimal_places=2, default=Decimal(0))
    at = models.DateTimeField("wanneer")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField("toelichting", max_length=200, blank=True)

    class Meta:
        verbose_name = "boeking"
        verbose_name_plural = "boekingen"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("budget", "-at")),)
        constraints = (
            models.CheckConstraint(
                name="a_movement_is_of_its_kind",
                condition=Q(kind="toekenning", request=None, reserved=0, spent=0, returned=0)
                | Q(
                    kind="reservering",
                    request__isnull=False,
                    free__lt=0,
                    reserved=-models.F("free"),
                    spent=0,
                    returned=0,
                )
                | Q(kind="vrijval", request__isnull=False, free__gt=0, reserved=-models.F("free"), spent=0, returned=0)
                | Q(
                    kind="betaling", request__isnull=False, free=0, spent__gt=0, reserved=-models.F("spent"), returned=0
                )
                | Q(kind="terug", request__isnull=False, free__gt=0, reserved=0, spent=0, returned=models.F("free")),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="ledger_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            NotEmptied(name="ledger_is_not_emptied"),
            pgtrigger.Trigger(
                name="never_below_zero",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[
                    ("sum_free", "numeric"),
                    ("sum_reserved", "numeric"),
                    ("of_request", "numeric"),
                    ("unreturned", "numeric"),
                ],
                # the budget row is the lock: movements on one budget queue up, whoever forgets to lock first
                func="""
                    PERFORM 1 FROM casework_vangnetbudget WHERE id = NEW.budget_id FOR NO KEY UPDATE;
                    SELECT COALESCE(SUM(free), 0) + NEW.free, COALESCE(SUM(reserved), 0) + NEW.reserved
                      INTO sum_free, sum_reserved FROM casework_ledgerentry WHERE budget_id = NEW.budget_id;
                    SELECT COALESCE(SUM(reserved), 0) + NEW.reserved,
                           COALESCE(SUM(spent - returned), 0) + NEW.spent - NEW.returned
                      INTO of_request, unreturned FROM casework_ledgerentry
                     WHERE request_id = NEW.request_id;
                    IF sum_free < 0 OR sum_reserved < 0
                       OR (NEW.request_id IS NOT NULL AND (of_request < 0 OR unreturned < 0)) THEN
                        RAISE EXCEPTION 'het vangnetbudget kan niet onder nul' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
