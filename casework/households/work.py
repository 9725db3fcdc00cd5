"""Whose turn it is on a household."""

from typing import Any

from django.db import models
from django.db.models import Q

from casework.engine.holding import only_while_held
from casework.engine.work import OpenWork, OpenWorkQuerySet, for_somebody, one_open_per_key
from roles.policy import Sight


class HouseholdWorkQuerySet(OpenWorkQuerySet):
    def _not_closed_to(self, sight: Sight) -> Any:
        """Who knows one of them privately does nothing for the household, nor sees what is asked of others there."""
        rows = super()._not_closed_to(sight)
        if not sight.recused:
            return rows
        return rows.exclude(household__members__person__cases__in=sorted(sight.recused))


class HouseholdWork(OpenWork):
    """One open turn on a household."""

    anchor_field = "household"
    mark_prefix = "households-"
    objects = HouseholdWorkQuerySet.as_manager()

    household = models.ForeignKey("casework.Household", on_delete=models.CASCADE, related_name="work")

    class Meta:
        verbose_name = "werk aan een huishouden"
        ordering = ("due_on", "pk")
        constraints = (
            one_open_per_key("household", "one_open_per_key_on_a_household"),
            for_somebody("household_work_is_for_somebody"),
        )
        indexes = (
            models.Index(fields=("due_on", "id"), condition=Q(closed_at__isnull=True), name="household_work_by_day"),
            models.Index(
                fields=("team", "-urgent", "due_on", "id"),
                condition=Q(closed_at__isnull=True),
                name="household_work_of_a_team",
            ),
            models.Index(
                fields=("for_user", "due_on"), condition=Q(closed_at__isnull=True), name="household_work_of_somebody"
            ),
        )
        triggers = only_while_held("casework_household", "household_id")
