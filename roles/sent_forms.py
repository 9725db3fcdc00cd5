"""The forms of beheer that counted: the same one sent twice leads where the first did, and has no second effect.

Forms on a case find their first in the events of that case; what beheer changes hangs on none.
"""

import datetime as dt
import uuid
from typing import Final

from django.db import models
from django.utils import timezone

from roles.people import User

KEPT: Final = dt.timedelta(days=2)  # nobody sends a form of the day before yesterday


class SentForm(models.Model):
    """Who sent which form, and where it led."""

    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    token = models.UUIDField()
    url = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "verstuurd formulier"
        verbose_name_plural = "verstuurde formulieren"
        indexes = (models.Index(fields=("at",)),)
        constraints = (models.UniqueConstraint(fields=("by", "token"), name="a_form_counts_once"),)

    def __str__(self) -> str:
        return str(self.token)


def first_of(by: User, token: uuid.UUID | None) -> str:
    """Where the same form led the first time; empty where this is the first."""
    if token is None:
        return ""
    return SentForm.objects.filter(by=by, token=token).values_list("url", flat=True).first() or ""


def counts(by: User, token: uuid.UUID | None, url: str) -> None:
    """From now on this form has had its effect. Raises IntegrityError where the same came at the same moment."""
    if token is None:
        return
    now = timezone.now()
    SentForm.objects.filter(at__lt=now - KEPT).delete()
    SentForm.objects.create(by=by, token=token, url=url, at=now)
