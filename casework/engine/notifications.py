"""Mails that only say where to look: a row first, delivered by a worker."""

import datetime as dt
from typing import Any, Final

from django.db import models
from django.db.models import Q

from roles.models import User

MAILS: Final = 10  # tries of one mail
DOUBTS: Final = 2  # tries of which nobody knows whether the mail went: the worker was killed, or the line cut


class NotificationQuerySet(models.QuerySet[Any]):
    def unsent(self, now: dt.datetime) -> Any:
        """Mails to be sent now: never tried, or their patience ran out. After the last try they rest."""
        free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
        return self.filter(free, sent_at__isnull=True, attempts__lt=MAILS, in_doubt__lt=DOUBTS)

    def given_up(self) -> Any:
        """Mails that aren't tried any more: nobody knows whether they went, or they didn't."""
        return self.filter(Q(attempts__gte=MAILS) | Q(in_doubt__gte=DOUBTS), sent_at__isnull=True)

    def done_with(self, now: dt.datetime) -> Any:
        """Sent or given up, and nobody is at the last try any more."""
        over = Q(sent_at__isnull=False) | Q(attempts__gte=MAILS) | Q(in_doubt__gte=DOUBTS)
        return self.filter(over).exclude(claimed_until__gt=now)


class Notification(models.Model):
    """A mail that only says 'look in the product': a link, no personal data. A row first; the worker delivers it.

    Of another `kind` (settings.MAILS) the text is made when it is sent: a link that opens something is in no row.
    """

    objects = NotificationQuerySet.as_manager()

    # None: somebody without an account, at `address`
    to = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    subject = models.CharField(max_length=120)
    url = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    kind = models.CharField(max_length=20, blank=True)
    # where it goes, if not where they are reached now; empty once it went, or is given up
    address = models.EmailField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    in_doubt = models.PositiveSmallIntegerField(default=0)  # tries that began and of which nothing more was heard
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=120, unique=True)  # a reminder goes out once, however often it is due

    class Meta:
        indexes = (models.Index(fields=("sent_at",), condition=Q(sent_at__isnull=True), name="mails_waiting"),)

    def __str__(self) -> str:
        return self.key

    @property
    def reaches(self) -> str:
        return self.address or (self.to.email if self.to is not None else "")
