"""Who sees one case by name, and to whom it is closed."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from casework.cases.models import Case
from casework.households.heard import when_somebody_is_known
from roles.append_only import NotEmptied
from roles.matrix import GrantKind
from roles.models import User, period


class CaseGrant(UserObjectPermissionBase):
    """A named grant on one case: reason, giver, start and end; no two of one kind at the same time.

    Written by `roles.grants` only, read by `roles.policy` only: guardian itself looks at neither start nor end.
    """

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    reason = models.CharField("waarom", max_length=200)
    given_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)

    class Meta:
        verbose_name = "machtiging op naam"
        verbose_name_plural = "machtigingen op naam"
        constraints = (
            # a grant that is ended on its first day stays on record, and never opened anything from then on
            models.CheckConstraint(
                name="grant_does_not_end_before_it_starts",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            ),
            models.CheckConstraint(name="grant_has_a_reason", condition=~Q(reason="")),
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("permission"), RangeOperators.EQUAL),
                    (F("content_object"), RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            ),
        )
        indexes = (  # what begins and ends on a day: the night looks
            models.Index(fields=("since",), name="grants_by_first_day"),
            models.Index(fields=("until",), condition=Q(until__isnull=False), name="grants_by_last_day"),
        )

    def __str__(self) -> str:
        return f"machtiging {self.pk}"

    @property
    def case(self) -> Case:
        return self.content_object

    @property
    def anchor(self) -> Case:
        """So that ending it is judged as any form of the case."""
        return self.content_object

    @property
    def kind(self) -> GrantKind:
        return GrantKind(self.permission.codename)


class Recusal(models.Model):
    """'Ik ken deze persoon': closes one case to one colleague, whatever their roles."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="recusals", db_index=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)
    # said of this case, or of one that its colleagues may see; else it would tell them that there is another
    told = models.BooleanField(default=True)

    class Meta:
        verbose_name = "ik ken deze persoon"
        verbose_name_plural = "ik ken deze persoon"
        constraints = (models.UniqueConstraint(fields=("case", "user"), name="recused_once"),)
        triggers = (
            pgtrigger.Protect(name="recusals_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            NotEmptied(name="recusals_are_not_emptied"),
            *when_somebody_is_known(),
        )

    def __str__(self) -> str:
        return f"verschoning {self.pk}"
