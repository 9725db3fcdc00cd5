"""What the system does by date. May run twice, late, or after a week's outage, with the same result.

Each thing is judged by the day it was due, not by the day the machine got round to it, and done under the same lock
and through the same door as what people do.
"""

import datetime as dt
import logging
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from casework import outbox, routing
from casework.models import Application, Case, Consent, VoorlopigeIndicatie, WorkItem
from casework.operations.handing import end_what_rests_on
from casework.states import ApplicationState, HandoverState, IndicatieState
from casework.steps import perform, visit
from roles.models import Membership, User, running

log = logging.getLogger(__name__)


def run(at: dt.datetime | None = None) -> None:
    """Everything of the day: conversions, ends, consents that ran out, whose turn it is, reminders."""
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    convert_indicaties(on)
    end_indicaties(on)
    end_consents(on, at)
    reroute(at)
    remind(on, at)


def _moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, so that a late run writes the day on which it was due."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 1)))


def convert_indicaties(on: dt.date) -> None:
    """'Omgezet' on the day a granted application starts, if the help still runs then."""
    due = (
        Application.objects.filter(
            state=ApplicationState.TOEGEKEND, starts_on__lte=on, case__indicaties__state=IndicatieState.AFGEGEVEN
        )
        .order_by("starts_on")
        .distinct()
    )
    for application in due:
        for indicatie in VoorlopigeIndicatie.objects.filter(
            case_id=application.case_id, state=IndicatieState.AFGEGEVEN
        ):
            if application.starts_on and indicatie.ends_on >= application.starts_on - dt.timedelta(days=1):
                perform(
                    indicatie,
                    "convert",
                    by=None,
                    at=_moment(max(application.starts_on, application.decided_on or application.starts_on)),
                )


def end_indicaties(on: dt.date) -> None:
    """'Geëindigd' the day after its last day, never silently: the teamleider finds it on the list today."""
    for indicatie in VoorlopigeIndicatie.objects.filter(state=IndicatieState.AFGEGEVEN, ends_on__lt=on):
        perform(indicatie, "lapse", by=None, at=_moment(indicatie.ends_on + dt.timedelta(days=1)))


def end_consents(on: dt.date, at: dt.datetime) -> None:
    """Sight ended by itself on the day; here the question returns, so that somebody's list shows it."""
    over = (
        Consent.objects.filter(
            Q(handovers__state__in=HandoverState.LIVE) | Q(goals__state__in=("voorgesteld", "loopt")),
            until__lte=on,
            withdrawn_at__isnull=True,
        )
        .select_related("case")
        .distinct()
    )
    for consent in over:
        with visit(consent.case, by=None, at=at) as here:
            here.tell("consent.ended", "Toestemming verlopen", citizen="Uw toestemming is verlopen.")
            end_what_rests_on(consent, here)


def reroute(at: dt.datetime) -> int:
    """Bring every list in line with the day: open cases, and closed ones that still have a turn."""
    open_ids = Case.objects.open().values_list("pk", flat=True)
    afterwards = WorkItem.objects.open().values_list("case_id", flat=True)
    return routing.bring_in_line(sorted({*open_ids, *afterwards}), at)


def reroute_teams(team_ids: Iterable[int], at: dt.datetime) -> int:
    """After a change of a membership, absence or mandate: the cases of these teams, or with a turn there."""
    ids = list(team_ids)
    rows = Case.objects.open().filter(team_id__in=ids).values_list("pk", flat=True)
    turns = (
        WorkItem.objects.open().filter(Q(for_team_id__in=ids) | Q(team_id__in=ids)).values_list("case_id", flat=True)
    )
    return routing.bring_in_line(sorted({*rows, *turns}), at)


def reroute_organisation(organisation_id: int, at: dt.datetime) -> int:
    rows = (
        Case.objects.open()
        .filter(
            Q(holder_organisation_id=organisation_id)
            | Q(handovers__to_organisation_id=organisation_id)
            | Q(goals__carrier_organisation_id=organisation_id)
            | Q(reported_by__memberships__organisation_id=organisation_id)
        )
        .values_list("pk", flat=True)
    )
    return routing.bring_in_line(sorted(set(rows)), at)


def remind(on: dt.date, at: dt.datetime) -> None:
    """A mail for what became due this week and is a person's, or waits at an organisation: one per person and due day."""
    due = WorkItem.objects.open().filter(due_on__lte=on, due_on__gt=on - dt.timedelta(days=7))
    named = due.filter(Q(for_user__isnull=False) | Q(handed_to__isnull=False))
    for item in named.select_related("for_user", "handed_to"):
        person = item.handed_to or item.for_user
        assert person is not None
        _mail(person, item.due_on, at)
    for item in due.filter(for_organisation__isnull=False):
        there = Membership.objects.filter(running(on), organisation_id=item.for_organisation_id, role=item.for_role)
        for row in there.select_related("user"):
            _mail(row.user, item.due_on, at)


def _mail(person: User, due_on: dt.date, at: dt.datetime) -> None:
    outbox.notify(
        person, subject="Er wacht werk op u in Wijkteam", url="/", key=f"due:{due_on:%Y%m%d}:{person.pk}", at=at
    )
