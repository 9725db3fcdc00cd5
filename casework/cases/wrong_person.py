"""That a case stood in the name of somebody it wasn't about: until when, and what reached others by then."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from casework.cases.access import CaseGrant
from casework.cases.models import Case
from casework.engine.noun import Reached
from casework.people.models import Person
from roles.matrix import GrantKind
from roles.policy import Sight

OF_A_CITIZEN = (GrantKind.OWN, GrantKind.REPRESENT)


class WrongPersonQuerySet(models.QuerySet[Any]):
    def to_settle(self, sight: Sight) -> Any:
        """The oldest first, for the privacy officer. Whoever knows somebody settles nothing of theirs."""
        rows = self.filter(settled_at=None).exclude(case_id__in=sight.recused)
        return rows.select_related("case", "was").order_by("at", "pk")

    def of_citizen(self, sight: Sight) -> Any:
        """Those in whose name it stood: by the account that saw it then, or by their own cases of today."""
        own = [case for case, kind in sight.grants.items() if kind is GrantKind.OWN]
        saw = Q(accounts=sight.user)
        if own:
            saw |= Q(was__in=Case.objects.filter(pk__in=own).values("person"))
        return self.filter(saw).distinct()


def readings_of(mistakes: Sequence[Any], sight: Sight) -> Q:
    """Of who looked in these, what this citizen may read: all of it where it stood in their own name, as their own cases
    have it; else as far as their account reached."""
    own = [case for case, kind in sight.grants.items() if kind is GrantKind.OWN]
    theirs = set(Case.objects.filter(pk__in=own).values_list("person", flat=True))
    cases = {one.case_id for one in mistakes}
    grants = CaseGrant.objects.filter(content_object__in=cases, user=sight.user, permission__codename__in=OF_A_CITIZEN)
    given: dict[int, list[Any]] = {}
    for grant in grants.select_related("permission"):
        given.setdefault(grant.content_object_id, []).append(grant)
    found = Q(pk__in=[])
    for one in mistakes:
        if one.was_id in theirs:
            found |= Q(case_id=one.case_id, at__gte=one.since, at__lt=one.at)
        for grant in given.get(one.case_id, ()):
            found |= one.seen_in(grant)
    return found


def _first_moment(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


class WrongPerson(models.Model):
    """One case that was put in another name. `since`: from when it had stood in the wrong one.

    `reached` holds what can't be called back, a row each: what it was, whom it reached, and the day.
    """

    objects = WrongPersonQuerySet.as_manager()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="wrong_persons")
    was = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField("vanaf")
    at = models.DateTimeField("rechtgezet op")
    by_name = models.CharField("door", max_length=150)
    why = models.CharField("wat ging er mis", max_length=200)
    accounts = models.ManyToManyField("roles.User", related_name="+")  # of citizens, that saw it until then
    reached = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True, editable=False)  # the privacy officer looked at what follows from it

    class Meta:
        verbose_name = "zaak op naam van een ander"
        verbose_name_plural = "zaken op naam van een ander"
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("at",), condition=Q(settled_at=None), name="wrong_persons_to_settle"),)
        constraints = (
            models.CheckConstraint(name="wrong_person_ends_after_it_began", condition=Q(since__lte=F("at"))),
        )

    def __str__(self) -> str:
        return f"zaak op naam van een ander {self.pk}"

    def seen_in(self, grant: Any) -> Q:
        """Of who looked while it stood in that name, what an account may read: until its sight ended, perhaps because
        the case moved; and of who only spoke for them from when they did."""
        begun, over = self.since, self.at
        if grant.permission.codename == GrantKind.REPRESENT:
            begun = max(begun, _first_moment(grant.since))
        if grant.until is not None and grant.until < timezone.localdate(self.at):
            over = _first_moment(grant.until)
        return Q(case_id=self.case_id, at__gte=begun, at__lt=over)

    @property
    def told(self) -> list[Reached]:
        """What reached others, by then."""
        return [Reached(one["what"], one["whom"], dt.date.fromisoformat(one["on"])) for one in self.reached]
