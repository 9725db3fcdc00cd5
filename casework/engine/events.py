"""What happened: append-only, in the words of the timeline. Also the memory that makes a double click harmless."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from roles.append_only import NotEmptied, OnlyTheAccountGoes
from roles.models import Mandate, User


class Event(models.Model):
    """One thing that happened on an anchor. `at` is when it happened, `recorded_at` when it was written down.

    The actor's name and role are copied as text, so the row outlives the account.
    `citizen` is the sentence the citizen reads, empty where it isn't theirs to read.
    """

    anchor_field: ClassVar[str]  # the foreign key to what it happened on

    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)  # 'noun.step', 'noun.added'
    label = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    citizen = models.CharField(max_length=250, blank=True)
    object_id = models.CharField(max_length=16, blank=True)  # public id of the row it happened to
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    details = models.JSONField(default=dict)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    token = models.UUIDField(null=True)
    url = models.CharField(max_length=120, blank=True)  # where the first click led, for the second

    class Meta:
        abstract = True
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.verb


def once_per_form(name: str) -> Any:
    """The same person's same form has one effect."""
    return models.UniqueConstraint(fields=("by", "token"), condition=Q(token__isnull=False), name=name)


def append_only() -> tuple[Any, ...]:
    """The database refuses to change, delete or empty what happened."""
    return (
        OnlyTheAccountGoes(name="events_are_append_only"),
        pgtrigger.Protect(name="events_are_not_deleted", operation=pgtrigger.Delete),
        NotEmptied(name="events_are_not_emptied"),
    )
