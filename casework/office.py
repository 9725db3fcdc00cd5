"""What surrounds a case today: who is at their post, which mandates run, whom it is closed to, and the clock.

Each is read when first asked for, one query each, and then kept for the length of one page or step.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from casework.models.law import clock
from casework.terms import Clock
from roles.models import Mandate, TeamKind, running
from roles.policy import Post, Sight, posts


class CaseOffice:
    """The surroundings of one case. `organisations` and `users` name those outside the team who matter here."""

    def __init__(
        self, case: Any, on: dt.date, *, organisations: Iterable[int | None] = (), users: Iterable[int | None] = ()
    ) -> None:
        self.case, self.on = case, on
        self._organisations = {one for one in organisations if one}
        self._users = {one for one in users if one}

    @cached_property
    def staff(self) -> tuple[Post, ...]:
        return posts(self.on, teams=[self.case.team_id], organisations=self._organisations, users=self._users)

    @cached_property
    def mandates(self) -> tuple[Any, ...]:
        return running_mandates(self.on, teams=[self.case.team_id])

    @cached_property
    def recused(self) -> frozenset[int]:
        return frozenset(self.case.recusals.values_list("user_id", flat=True))

    @cached_property
    def clock(self) -> Clock:
        return clock()


def running_mandates(on: dt.date, *, teams: Iterable[int]) -> tuple[Any, ...]:
    """The mandates of these teams, of the municipality, of organisations and of persons, each with `kern_list`."""
    rows = (
        Mandate.objects.filter(
            Q(team_id__in=list(teams)) | Q(team__kind=TeamKind.GEMEENTE) | Q(team__isnull=True), running(on)
        )
        .select_related("user", "team", "organisation")
        .annotate(kern_list=ArrayAgg("kernen__id", default=[], filter=Q(kernen__isnull=False)))
        .order_by("max_amount", "pk")
    )
    return tuple(rows)


def office_for(obj: Any, sight: Sight | None, on: dt.date) -> CaseOffice:
    """The surroundings that matter to one object and one visitor."""
    case = getattr(obj, "case", obj)
    theirs = [holding.organisation_id for holding in sight.holdings] if sight else []
    return CaseOffice(
        case,
        on,
        organisations=[
            *theirs,
            case.holder_organisation_id,
            getattr(obj, "to_organisation_id", None),
            getattr(obj, "provider_id", None),
        ],
        users=[case.reported_by_id],
    )
