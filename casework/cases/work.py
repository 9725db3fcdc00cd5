"""Whose turn it is. Work items are derived by routing and by nothing else."""

from django.db import models
from django.db.models import Q

from casework.cases.querysets import WorkItemQuerySet
from roles.matrix import Role
from roles.models import Team, User
from wijkweb.models import Kern, Organisation


class WorkItem(models.Model):
    """One open turn: what to do, why, for whom and by when. For a role in a team or organisation, or a person.

    `key` names the turn within its case ('handover:ab12:answer'): routing keeps at most one open per key.
    """

    objects = WorkItemQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="work")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")  # of the case, for lists
    kern = models.ForeignKey(Kern, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    step = models.CharField(max_length=60)  # 'case.take_up': what settles it
    object_id = models.CharField(max_length=16, blank=True)
    url = models.CharField(max_length=120)
    what = models.CharField(max_length=160)
    why = models.CharField(max_length=300)
    for_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    for_role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    for_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    for_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    not_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # four eyes
    handed_to = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")  # by the leader
    due_on = models.DateField()
    due_why = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "werk"
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("case", "key"), condition=Q(closed_at__isnull=True), name="one_open_item_per_key"
            ),
            models.CheckConstraint(
                name="work_is_for_somebody",
                condition=Q(for_user__isnull=False, for_role="")
                | Q(for_user__isnull=True)
                & ~Q(for_role="")
                & (Q(for_team__isnull=False) | Q(for_organisation__isnull=False)),
            ),
        )
        indexes = (
            models.Index(fields=("due_on", "id"), condition=Q(closed_at__isnull=True), name="work_open_by_day"),
            models.Index(
                fields=("for_team", "for_role", "due_on"),
                condition=Q(closed_at__isnull=True),
                name="work_open_for_a_role",
            ),
            models.Index(
                fields=("for_user", "due_on"), condition=Q(closed_at__isnull=True), name="work_open_for_a_person"
            ),
            models.Index(
                fields=("for_organisation", "due_on"), condition=Q(closed_at__isnull=True), name="work_open_for_an_org"
            ),
            models.Index(fields=("team", "due_on"), condition=Q(closed_at__isnull=True), name="work_open_in_a_team"),
        )

    def __str__(self) -> str:
        return self.key
