"""What routing needs to know of a case, read in one query for any number of cases.

Everything is literal (ids, words, days), so that routing itself can be a pure function.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from casework.applications.models import Application, ApplicationSuspension
from casework.applications.states import ApplicationState
from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.access import CaseGrant, Recusal
from casework.cases.models import Case
from casework.cases.states import EndReason, Phase
from casework.documents.models import Document, DocumentKind
from casework.documents.querysets import ANNOUNCES, LETTERS
from casework.documents.states import DocumentState
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.terms import Suspension
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.matrix import GrantKind
from roles.models import running


class Fact(dict[str, Any]):
    """One child row; its values by attribute, days already read as days."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case as routing sees it."""

    row: Fact  # the case's own columns
    handovers: tuple[Fact, ...]
    goals: tuple[Fact, ...]
    indicaties: tuple[Fact, ...]
    applications: tuple[Fact, ...]
    requests: tuple[Fact, ...]
    documents: tuple[Fact, ...]
    appointments: tuple[Fact, ...]
    citizens: tuple[int, ...]  # who holds a running grant as, or for, the citizen
    recused: frozenset[int]

    @property
    def at_rest(self) -> bool:
        """Closed, and nothing of it waits for anybody any more."""
        return self.row.phase == Phase.AFGESLOTEN and not (self.indicaties or self.requests or self.documents)

    @property
    def organisations(self) -> set[int]:
        """Everyone outside the team who may have a turn."""
        found = {one.to_organisation_id for one in self.handovers} | {one.carrier_organisation_id for one in self.goals}
        found |= {one.provider_id for one in self.indicaties}  # who works there doesn't decide on its help
        return {one for one in found if one} | ({self.row.holder_organisation_id} - {None})

    @property
    def people(self) -> set[int]:
        """Everyone named somewhere, whose own memberships decide whether they are there."""
        found = {self.row.reported_by_id, self.row.regisseur_id}
        found |= {one.asked_by_id for one in self.documents} | {one.person_id for one in self.appointments}
        found |= {one.requested_by_id for one in self.requests}
        for one in self.indicaties:
            found |= {one.made_by_id, one.issued_by_id, one.submitted_to_id}
        return {one for one in found if one}

    @property
    def teams(self) -> set[int]:
        return {self.row.team_id} | {one.to_team_id for one in self.handovers if one.to_team_id}


_CASE: Final = (
    "pk",
    "ref",
    "team_id",
    "kern_id",
    "kind",
    "phase",
    "state_since",
    "urgent",
    "received_on",
    "clock_from",
    "reported_at",
    "reported_by_id",
    "regisseur_id",
    "holder_kind",
    "holder_organisation_id",
    "seeking_since",
    "looks_like_id",
    "looks_like__team_id",
    "looks_like__kern_id",
    "met_on",
    "research_until",
    "report_sent_on",
    "evaluate_on",
    "closed_on",
)
_DAYS: Final = frozenset(
    {
        "state_since",
        "offered_on",
        "willing_on",
        "shared_until",
        "last",
        "starts_on",
        "ends_on",
        "issued_on",
        "help_started_on",
        "reviewed_on",
        "review_answered_on",
        "decision_starts",
        "seeking_since",
        "after_end_on",
        "received_on",
        "delayed_until",
        "requested_on",
        "decided_on",
        "paid_on",
        "recover_on",
        "made_on",
        "on",
    }
)


def _children(rows: QuerySet[Any], *names: str, **more: Any) -> ArraySubquery:
    """The open children of a case, as JSON."""
    shape = JSONObject(id="public_id", since="state_since", **{name: name for name in names}, **more)
    return ArraySubquery(rows.filter(case=OuterRef("pk")).order_by("pk").values(json=shape))


def _unannounced() -> Q:
    """Letters that weren't sent, about what must still be told: no newer one took their place."""
    newer = Document.objects.filter(
        case=OuterRef("case"), kind=OuterRef("kind"), about=OuterRef("about"), pk__gt=OuterRef("pk")
    )
    gone = Q(case__person__deceased_on__isnull=False) | Q(case__ended_reason=EndReason.OVERLEDEN)
    return Q(~Exists(newer), ~gone, state=DocumentState.VERVALLEN, kind__in=ANNOUNCES)


def _next_decision() -> Subquery:
    """When the decision begins that takes over from an indicatie, if one was granted."""
    granted = Application.objects.filter(
        case=OuterRef("case"), state=ApplicationState.TOEGEKEND, ends_on__gte=OuterRef("starts_on")
    )
    return Subquery(granted.order_by("starts_on").values("starts_on")[:1])


def _query(on: dt.date) -> QuerySet[Any, dict[str, Any]]:
    rows: QuerySet[Any, dict[str, Any]] = (
        Case.objects.order_by("pk")
        .values(*_CASE)
        .annotate(
            handovers=_children(
                Handover.objects.filter(state=HandoverState.AANGEBODEN),
                "to_kind",
                "to_organisation_id",
                "to_team_id",
                "anonymous",
                "willing_on",
                "offered_on",
                "offered_by_id",
                "shared_until",
                "goal_id",
            ),
            goals=_children(
                Goal.objects.filter(
                    Q(state=GoalState.LOOPT) | Q(state=GoalState.VOORGESTELD, seeking_since__isnull=False)
                ).annotate(last=Coalesce(Max("reports__on"), F("started_on"), F("state_since"))),
                "state",
                "seeking_since",
                "carrier_kind",
                "carrier_organisation_id",
                "carrier_user_id",
                "rhythm_days",
                "shared_until",
                "last",
            ),
            indicaties=_children(
                VoorlopigeIndicatie.objects.filter(
                    Q(state__in=IndicatieState.UNSETTLED) | Q(state=IndicatieState.GEEINDIGD, after_end_on__isnull=True)
                ).annotate(decision_starts=_next_decision(), sent_back=~Q(sent_back_why="")),
                "state",
                "made_by_id",
                "submitted_to_id",
                "issued_by_id",
                "issued_on",
                "starts_on",
                "ends_on",
                "help_started_on",
                "reviewed_on",
                "review_ok",
                "review_answered_on",
                "amount_per_week",
                "provider_id",
                "decision_starts",
                "sent_back",
            ),
            applications=_children(
                Application.objects.filter(state="ontvangen"),
                "received_on",
                "delayed_until",
                suspensions=ArraySubquery(
                    ApplicationSuspension.objects.filter(application=OuterRef("pk"))
                    .order_by("since")
                    .values(json=JSONObject(**{name: name for name in ("since", "until", "ground", "asked_until")}))
                ),
            ),
            requests=_children(
                VangnetRequest.objects.filter(
                    Q(state__in=(*VangnetState.UNPAID, VangnetState.UITBETAALD))
                    | Q(state=VangnetState.VERANTWOORD) & ~Q(recover_from="")
                ),
                "state",
                "amount",
                "requested_by_id",
                "authors",
                "requested_on",
                "decided_on",
                "paid_on",
                "recover_on",
            ),
            documents=_children(
                Document.objects.filter(
                    Q(kind__in=LETTERS, state__in=(DocumentState.KLAAR, DocumentState.MISLUKT)) | _unannounced(),
                    # what is closed needs no confirmation any more: how it ended is told otherwise
                    ~Q(kind=DocumentKind.BEVESTIGING, case__phase=Phase.AFGESLOTEN),
                ),
                "state",
                "asked_by_id",
                "kind",
            ),
            appointments=_children(
                Appointment.objects.filter(state=AppointmentState.GEPLAND), "person_id", "on", "what"
            ),
            citizens=ArraySubquery(
                CaseGrant.objects.filter(
                    running(on),
                    content_object=OuterRef("pk"),
                    user__is_active=True,
                    permission__codename__in=(GrantKind.OWN, GrantKind.REPRESENT),
                )
                .order_by("pk")
                .values("user_id")
            ),
            recused=ArraySubquery(Recusal.objects.filter(case=OuterRef("pk")).values("user_id")),
        )
    )
    return rows


def read(case_ids: Iterable[int], on: dt.date) -> Iterator[CaseFacts]:
    """The facts of these cases, one query."""
    for row in _query(on).filter(pk__in=list(case_ids)):
        own = Fact({name: row[name] for name in _CASE})
        own["reported_on"] = timezone.localtime(own.reported_at).date()
        yield CaseFacts(
            row=own,
            **{
                name: tuple(_fact(one) for one in row[name])
                for name in (
                    "handovers",
                    "goals",
                    "indicaties",
                    "applications",
                    "requests",
                    "documents",
                    "appointments",
                )
            },
            citizens=tuple(row["citizens"]),
            recused=frozenset(row["recused"]),
        )


def _fact(row: dict[str, Any]) -> Fact:
    found = Fact(row)
    for name in ("since", *(_DAYS & row.keys())):
        if found[name] is not None:
            found[name] = dt.date.fromisoformat(found[name][:10])
    for name in ("amount", "amount_per_week"):
        if name in found:
            found[name] = Decimal(str(found[name]))
    if "suspensions" in found:
        rows = [_suspension(one) for one in found["suspensions"]]
        found["suspensions"] = [Suspension(one.since, one.until, one.lapses_on) for one in rows]
        found["suspended"] = rows[-1] if rows else None  # the last, with its ground and the term that was set
    return found


def _suspension(row: dict[str, Any]) -> Fact:
    days = {name: row[name] and dt.date.fromisoformat(row[name]) for name in ("since", "until", "asked_until")}
    return Fact(ground=row["ground"], lapses_on=ApplicationSuspension(ground=row["ground"], **days).lapses_on, **days)
