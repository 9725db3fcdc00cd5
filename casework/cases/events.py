"""What happened on a case."""

from django.db import models
from django.db.models import Q

from casework.cases.querysets import EventQuerySet
from casework.engine.events import Event, append_only, once_per_form


class CaseEvent(Event):
    """One thing that happened on a case; where the question moved on the triangle also whereto."""

    anchor_field = "case"
    objects = EventQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="events", db_index=False)
    layer = models.CharField(max_length=20, blank=True)
    holder = models.CharField(max_length=160, blank=True)
    # another case that this tells of: who may not see that one doesn't read it
    beside = models.ForeignKey("casework.Case", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    # of what isn't for everyone who reads the file: the key by which its noun knows who reads it
    apart = models.CharField(max_length=16, blank=True, default="", db_default="")

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("case", "-at")),
            # where the question was before: the triangle looks for each that moved lately
            models.Index(
                fields=("case", "-at", "-id"), include=("layer",), condition=~Q(layer=""), name="moves_of_a_case"
            ),
            # most tell of no other case, and were done without a mandate
            models.Index(fields=("beside",), condition=Q(beside__isnull=False), name="events_beside_a_case"),
            models.Index(fields=("mandate",), condition=Q(mandate__isnull=False), name="events_under_a_mandate"),
        )
        constraints = (once_per_form("one_effect_per_form_token"),)
        triggers = append_only()
