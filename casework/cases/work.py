"""Whose turn it is on a case."""

from typing import Any, cast

from django.db import models
from django.db.models import Q

from casework.engine.holding import only_while_held
from casework.engine.work import OpenWork, OpenWorkQuerySet, for_somebody, one_open_per_key
from roles.policy import Sight


class WorkItemQuerySet(OpenWorkQuerySet):
    def _not_closed_to(self, sight: Sight) -> Any:
        rows = super()._not_closed_to(sight)
        return rows.exclude(case_id__in=sorted(sight.recused)) if sight.recused else rows


class WorkItem(OpenWork):
    """One open turn on a case."""

    anchor_field = "case"
    mark_prefix = ""
    objects = WorkItemQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="work")

    class Meta:
        verbose_name = "werk"
        ordering = ("due_on", "pk")
        constraints = (one_open_per_key("case", "one_open_item_per_key"), for_somebody("work_is_for_somebody"))
        indexes = (
            # with what tells, for a whole municipality, of how many cases something is past its day
            models.Index(
                fields=("due_on", "id"),
                include=("case", "known_to"),
                condition=Q(closed_at__isnull=True),
                name="work_open_by_day",
            ),
            models.Index(
                fields=("for_team", "for_role", "due_on"),
                condition=Q(closed_at__isnull=True),
                name="work_open_for_a_role",
            ),
            models.Index(
                fields=("for_user", "due_on"), condition=Q(closed_at__isnull=True), name="work_open_for_a_person"
            ),
            models.Index(
                fields=("handed_to",),
                condition=Q(closed_at__isnull=True, handed_to__isnull=False),
                name="work_open_handed_to",
            ),
            models.Index(
                fields=("for_organisation", "due_on"), condition=Q(closed_at__isnull=True), name="work_open_for_an_org"
            ),
            # in the order of a list: what can't wait, and then by day; with who may not know of it, so that how many there
            # are is counted without reading them
            models.Index(
                fields=("team", "-urgent", "due_on", "id"),
                include=("not_user", "known_to"),
                condition=Q(closed_at__isnull=True),
                name="work_of_a_team_in_order",
            ),
            models.Index(
                fields=("-urgent", "due_on", "id"),
                include=("not_user", "known_to"),
                condition=Q(closed_at__isnull=True),
                name="work_open_in_order",
            ),
            # nobody's yet, in the same order: of all that is open it is little
            models.Index(
                fields=("-urgent", "due_on", "id"),
                condition=Q(
                    closed_at__isnull=True, for_user__isnull=True, handed_to__isnull=True, for_team__isnull=False
                ),
                name="work_open_to_take",
            ),
            models.Index(
                fields=("handed_by", "due_on"),
                condition=Q(closed_at__isnull=True, handed_by__isnull=False),
                name="work_open_handed_out",
            ),
            # each minute it is asked what is due by then, and few turns are due at a time
            models.Index(
                fields=("due_at",),
                condition=Q(closed_at__isnull=True, due_at__isnull=False),
                name="work_open_by_moment",
            ),
        )
        triggers = only_while_held("casework_case", "case_id")


def who_takes_it_up(case: Any) -> WorkItem | None:
    """The turn that a report waits for, for who made it: they see no other turns of the case."""
    turns = WorkItem.objects.open().filter(
        case=case, step__in=("case.weigh", "case.assign", "case.take_up", "case.advise")
    )
    first = turns.select_related("for_user", "handed_to", "for_team").order_by("due_on", "pk").first()
    return cast(WorkItem | None, first)
