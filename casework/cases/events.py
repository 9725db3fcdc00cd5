"""What happened: append-only, in the words of the timeline. Also the memory that makes a double click harmless."""

import pgtrigger
from django.db import models
from django.db.models import Q

from casework.cases.querysets import EventQuerySet
from roles.append_only import NotEmptied, OnlyTheAccountGoes
from roles.models import Mandate, User


class CaseEvent(models.Model):
    """One thing that happened on a case. `at` is when it happened, `recorded_at` when it was written down.

    The actor's name and role are copied as text, so the row outlives the account.
    `citizen` is the sentence the citizen reads, empty where it isn't theirs to read.
    """

    objects = EventQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    by_role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)  # 'case.set_plan', 'contact.added'
    label = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    citizen = models.CharField(max_length=250, blank=True)
    object_id = models.CharField(max_length=16, blank=True)  # public id of the child it happened to
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    layer = models.CharField(max_length=20, blank=True)  # set where the question moved on the triangle
    holder = models.CharField(max_length=160, blank=True)
    details = models.JSONField(default=dict)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    token = models.UUIDField(null=True)
    url = models.CharField(max_length=120, blank=True)  # where the first click led, for the second

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("case", "-at")),)
        constraints = (
            models.UniqueConstraint(
                fields=("by", "token"), condition=Q(token__isnull=False), name="one_effect_per_form_token"
            ),
        )
        triggers = (
            OnlyTheAccountGoes(name="events_are_append_only"),
            pgtrigger.Protect(name="events_are_not_deleted", operation=pgtrigger.Delete),
            NotEmptied(name="events_are_not_emptied"),
        )

    def __str__(self) -> str:
        return self.verb
