"""What is owed goes to the bank in the same files as the vangnet (ADR 28): one finance makes, another releases."""

from typing import Any, Final

from django.db import models
from django.db.models import Q

from casework.defaults.conditions import account_is_known, did_not_set_it, in_no_file, not_paid_yet, something_is_owed
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.engine.door import allows
from casework.engine.machine import may, unmet
from casework.engine.noun import PaidTo, Pays
from casework.engine.surroundings import looking_at
from casework.vangnet.batches import PaymentBatch
from roles.actions import Action
from roles.policy import Sight

_BY: Final = may(Action.PAY_VANGNET, did_not_set_it)
_NEEDS: Final = (something_is_owed, not_paid_yet, in_no_file, account_is_known)
_OWED: Final = Q(state=DefaultState.VASTGESTELD, amount__gt=0)


class DwangsomPayment(models.Model):
    """One dwangsom in one file, in euros; it stays when the file is called off."""

    batch = models.ForeignKey(PaymentBatch, on_delete=models.PROTECT, related_name="dwangsommen", db_index=False)
    notice = models.ForeignKey(DefaultNotice, on_delete=models.PROTECT, related_name="payments")
    reference = models.CharField("kenmerk op ons afschrift", max_length=35)
    amount = models.DecimalField("bedrag in euro's", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "betaling van een dwangsom"
        verbose_name_plural = "betalingen van dwangsommen"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("batch", "notice"), name="a_dwangsom_once_in_a_file"),)

    def __str__(self) -> str:
        return self.reference


def _why_not(notice: DefaultNotice, by: Sight) -> str:
    attempt = looking_at(notice, by)
    if not allows(_BY, attempt):
        return "U stelde deze dwangsom vast of vulde het rekeningnummer in. Een ander betaalt."
    return " ".join(reason.text for reason in unmet(_NEEDS, attempt))


def _told(notice: DefaultNotice) -> PaidTo:
    assert notice.amount is not None
    return PaidTo(notice.payee or "Rekening nog niet bekend", notice.payee_iban, notice.amount, notice.number)


def _hands(notice: DefaultNotice) -> set[int]:
    return {*filter(None, (notice.decided_by_id, notice.account_by_id))}


def _charged_to(notice: Any) -> str:
    return str(notice.number)


PAYS: Final = Pays(
    label="Dwangsommen",
    payments=lambda: DwangsomPayment,
    of="notice",
    waits=_OWED & Q(paid_on=None, batch=None),
    under_way=_OWED & Q(paid_on=None, batch__isnull=False),
    paid=_OWED & Q(paid_on__isnull=False),
    ready="Vastgesteld",
    why_not=_why_not,
    hands=_hands,
    told=_told,
    charged_to=_charged_to,
)
