"""Mails that only say where to look: a row first, delivered by a worker."""

from django.db import models
from django.db.models import Q

from roles.models import User


class Notification(models.Model):
    """A mail that only says 'look in the product': a link, no personal data. A row first; the worker delivers it."""

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=120)
    url = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=120, unique=True)  # a reminder goes out once, however often it is due

    class Meta:
        indexes = (models.Index(fields=("sent_at",), condition=Q(sent_at__isnull=True), name="mails_waiting"),)

    def __str__(self) -> str:
        return self.key
