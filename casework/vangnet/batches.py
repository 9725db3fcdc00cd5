"""A file for the bank with which many rows of one noun are paid at once: made by one, released by another (ADR 28).

It hangs on nothing: what is done to it is told on the case of each of its payments.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.engine.noun import Pays
from casework.engine.public_id import public_id
from casework.engine.registry import nouns
from casework.people.bsn import EncryptedTextField
from casework.vangnet.models import VangnetRequest
from casework.vangnet.querysets import BatchQuerySet
from roles.models import User


class PaymentBatch(models.Model):
    """One file. It is kept as it was made, encrypted: it names who gets money, and where."""

    objects = BatchQuerySet.as_manager()

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    # the noun whose rows it pays
    of = models.CharField(max_length=20, default="vangnet", db_default="vangnet", editable=False)
    pay_on = models.DateField("betaaldag")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    # who made it, and who asked for, wrote on or decided on one of its payments: none of them releases it
    kept_from = ArrayField(models.BigIntegerField(), default=list)
    debtor = models.CharField("van rekening", max_length=40)  # as much as tells it apart
    content = EncryptedTextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)  # the first time
    booked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    booked_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True)

    class Meta:
        verbose_name = "betaalbestand"
        verbose_name_plural = "betaalbestanden"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="released_by_a_second_person",
                condition=Q(released_by__isnull=True, released_at__isnull=True)
                | Q(released_by__isnull=False, released_at__isnull=False)
                & ~Q(released_by=models.F("made_by"))
                & ~Q(kept_from__contains=[models.F("released_by_id")]),
            ),
            models.CheckConstraint(
                name="fetched_and_booked_after_its_release",
                condition=Q(released_at__isnull=False) | Q(fetched_at__isnull=True, booked_at__isnull=True),
            ),
            models.CheckConstraint(
                name="booked_or_called_off", condition=Q(booked_at__isnull=True) | Q(cancelled_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"betaalbestand {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/betalingen/{self.public_id}/"

    @property
    def standing(self) -> str:
        """In one word, and what comes next in the mind of who reads it."""
        if self.cancelled_at:
            return "Geannuleerd"
        if self.booked_at:
            return "Uitbetaald"
        return "Vrijgegeven" if self.released_at else "Wacht op vrijgave"

    @property
    def is_over(self) -> bool:
        return bool(self.cancelled_at or self.booked_at)


class Payment(models.Model):
    """One request in one file, in euros; it stays when the file is called off."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="payments", db_index=False)
    request = models.ForeignKey(VangnetRequest, on_delete=models.PROTECT, related_name="payments")
    reference = models.CharField("kenmerk op ons afschrift", max_length=35)
    amount = models.DecimalField("bedrag in euro's", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "betaling"
        verbose_name_plural = "betalingen"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("batch", "request"), name="once_in_a_file"),)

    def __str__(self) -> str:
        return self.reference


def that_pay() -> dict[str, Pays]:
    """The nouns of which something goes to the bank, by name."""
    return {one.name: one.pays for one in nouns() if one.pays is not None}


def pays_of(row: Any) -> tuple[str, Pays]:
    """Of which noun a row is paid, and how. Raises LookupError."""
    for name, pays in that_pay().items():
        if isinstance(row, pays.model):
            return name, pays
    raise LookupError(type(row).__name__)


def of(batch: PaymentBatch) -> list[Any]:
    """Its payments, each with what it pays (`paid`) and its case, in the order in which cases are held."""
    pays = that_pay()[batch.of]
    beside = (f"{pays.of}__case", *(f"{pays.of}__{one}" for one in pays.model.alongside))
    rows = list(
        pays.payments().objects.filter(batch=batch).select_related(*beside).order_by(f"{pays.of}__case_id", "pk")
    )
    for one in rows:
        one.paid = getattr(one, pays.of)
    return rows
