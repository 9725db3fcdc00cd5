"""What surrounds a case today: who is at their post, which mandates run, whom it is closed to, and the clock.

Each is read when first asked for, one query each, and then kept for the length of one page or step.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.models import Case
from casework.documents.models import Document
from casework.documents.querysets import LETTERS
from casework.documents.states import DocumentState
from casework.engine.machine import Attempt
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from casework.law.terms import Clock
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.models import Mandate, TeamKind, running
from roles.policy import Post, Sight, posts

# what stands in the way of closing a case, or ends with it, by the name the case has for it
OPEN: Final[dict[str, QuerySet[Any]]] = {
    "handovers": Handover.objects.filter(state=HandoverState.AANGEBODEN),
    "indicaties": VoorlopigeIndicatie.objects.filter(state__in=IndicatieState.UNSETTLED),
    "applications": Application.objects.filter(state=ApplicationState.ONTVANGEN),
    "vangnet_requests": VangnetRequest.objects.filter(state__in=VangnetState.UNPAID),
    "goals": Goal.objects.filter(state__in=GoalState.ACTIVE),
    "appointments": Appointment.objects.filter(state=AppointmentState.GEPLAND),
    "documents": Document.objects.filter(kind__in=LETTERS, state__in=(DocumentState.KLAAR, DocumentState.MISLUKT)),
}


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

    @property
    def mandates_if_read(self) -> tuple[Any, ...] | None:
        """For whoever could do without asking for them again."""
        return self.__dict__.get("mandates")

    @cached_property
    def open(self) -> frozenset[str]:
        """The kinds of children of which at least one is open."""
        some = [Exists(rows.filter(case=OuterRef("pk"))) for rows in OPEN.values()]
        there = Case.objects.filter(pk=self.case.pk).values_list(*some).get()
        return frozenset(name for name, one in zip(OPEN, there, strict=True) if one)

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


def looking_at(obj: Any, who: Sight) -> Attempt:
    """Someone before a button or a form of this object, with nothing filled in yet."""
    office = office_for(obj, who, who.on) if obj.case is not None else None
    return Attempt(obj, who, timezone.now(), who.on, {}, office)
