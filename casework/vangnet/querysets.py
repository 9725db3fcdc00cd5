"""Vangnet requests as one person may see them, and the sums of a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Sum

from casework.engine.registry import nouns
from roles.actions import Action
from roles.policy import Sight, which


class VangnetQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Of the team's cases, one's own requests, and for the payers all of them (amounts, not the file)."""
        rows = self.filter(which(sight, Action.VIEW_VANGNET, "case__"))
        if sight.has(Action.PAY_VANGNET) and not sight.has(Action.VIEW_FILE):
            return rows.exclude(state="concept")
        return rows


@dataclass(frozen=True, slots=True)
class Balance:
    """The sums of a budget's ledger, in euros."""

    free: Decimal
    reserved: Decimal
    spent: Decimal
    returned: Decimal

    @property
    def total(self) -> Decimal:
        return self.free + self.reserved + self.spent - self.returned


class LedgerQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """What a budget got, and the movements of requests that one may see: a row tells to whom was paid, and how
        much. For whom a case is closed its movements aren't there; the sums of the budget count them."""
        request = self.model._meta.get_field("request").related_model
        theirs = request._default_manager.visible_to(sight)
        return self.filter(Q(request=None) | Exists(theirs.filter(pk=OuterRef("request_id"))))

    def balance(self) -> Balance:
        sums = self.order_by().aggregate(*(Sum(name, default=Decimal(0)) for name in Balance.__slots__))
        return Balance(**{name: sums[f"{name}__sum"] for name in Balance.__slots__})


class BatchQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Whole files only: who may not see one of its payments, doesn't see the file."""
        rows = self.filter(which(sight, Action.RELEASE_PAYMENT, named=False))
        for noun in nouns():
            if noun.pays is not None:
                theirs = noun.pays.model.objects.visible_to(sight).values("pk")
                payments = noun.pays.payments().objects.filter(batch=OuterRef("pk"))
                rows = rows.exclude(Exists(payments.exclude(**{f"{noun.pays.of}__in": theirs})), of=noun.name)
        return rows
