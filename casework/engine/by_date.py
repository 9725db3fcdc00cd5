"""What the system does by date. May run twice, late, or after a week's outage, with the same result.

Each thing is judged by the day it was due, not by the day the machine got round to it, and done under the same lock
and through the same door as what people do.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from casework.applications.by_date import end_suspensions
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import lists as routing
from casework.engine import outbox
from casework.engine.due import each, log
from casework.indicaties.by_date import convert_indicaties, end_indicaties
from casework.network.by_date import end_consents
from roles.models import Membership, User, running


def run(at: dt.datetime | None = None) -> int:
    """Everything of the day: conversions, ends, terms and consents that ran out, whose turn it is, reminders.

    A case that fails is told of and waits for the next run; it stops nobody else's. Returns how many failed.
    """
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    failed = convert_indicaties(on, at)
    failed += end_indicaties(on, at)
    failed += end_suspensions(on, at)
    failed += end_consents(on, at)
    failed += reroute(at)
    failed += remind(on, at)
    if failed:
        log.error("By date: %s failed, see above; each is tried again by the next run", failed)
    return failed


def reroute(at: dt.datetime) -> int:
    """Bring every list in line with the day: open cases, and closed ones that still have a turn. How many failed.

    A chunk that fails is done again one by one, so that the others in it don't wait for the one.
    """
    open_ids = Case.objects.open().values_list("pk", flat=True)
    afterwards = WorkItem.objects.open().values_list("case_id", flat=True)
    case_ids, failed = sorted({*open_ids, *afterwards}), 0
    for start in range(0, len(case_ids), routing.CHUNK):
        chunk = case_ids[start : start + routing.CHUNK]
        try:
            routing.bring_in_line(chunk, at)
        except Exception as trouble:  # of one of them; which, the next lines tell
            log.warning("A chunk of %s cases again, one by one: %s", len(chunk), type(trouble).__name__)
            failed += each(Case.objects.filter(pk__in=chunk), lambda case: routing.bring_in_line([case.pk], at))
    return failed


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


def remind(on: dt.date, at: dt.datetime) -> int:
    """A mail for what became due this week and is a person's, or waits at an organisation: one per person and due day."""
    due = WorkItem.objects.open().filter(due_on__lte=on, due_on__gt=on - dt.timedelta(days=7)).select_related("case")
    named = due.filter(Q(for_user__isnull=False) | Q(handed_to__isnull=False))

    def to_the_person(item: WorkItem) -> None:
        person = item.handed_to or item.for_user
        assert person is not None
        _mail(person, item.due_on, at)

    def to_the_organisation(item: WorkItem) -> None:
        assert item.for_organisation_id is not None
        there = Membership.objects.filter(running(on), organisation_id=item.for_organisation_id, role=item.for_role)
        for row in there.select_related("user"):
            _mail(row.user, item.due_on, at)

    failed = each(named.select_related("case", "for_user", "handed_to"), to_the_person)
    return failed + each(due.filter(for_organisation__isnull=False), to_the_organisation)


def _mail(person: User, due_on: dt.date, at: dt.datetime) -> None:
    outbox.notify(
        person, subject="Er wacht werk op u in Wijkteam", url="/", key=f"due:{due_on:%Y%m%d}:{person.pk}", at=at
    )
