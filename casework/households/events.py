"""What happened in a household."""

from django.db import models

from casework.engine.events import Event, append_only, once_per_form
from casework.households.querysets import HouseholdEventQuerySet


class HouseholdEvent(Event):
    """One thing that happened in a household: never a word of what stands in a member's case."""

    anchor_field = "household"
    objects = HouseholdEventQuerySet.as_manager()

    household = models.ForeignKey("casework.Household", on_delete=models.CASCADE, related_name="events", db_index=False)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("household", "-at"), name="events_of_a_household"),)
        constraints = (once_per_form("one_effect_per_form_on_a_household"),)
        triggers = append_only()
