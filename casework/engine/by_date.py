"""What the system does by date. May run twice, late, or after a week's outage, with the same result.

Each thing is judged by the day it was due, not by the day the machine got round to it, and done under the same lock
and through the same door as what people do.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework import outbox, routing
from casework.models import Application, Case, Consent, SuspensionGround, VoorlopigeIndicatie, WorkItem
from casework.operations.handing import end_what_rests_on
from casework.states import ApplicationState, HandoverState, IndicatieState
from casework.steps import perform, visit
from roles.models import Membership, User, running

log = logging.getLogger(__name__)


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


def _each(rows: Iterable[Any], do: Callable[[Any], object]) -> int:
    """One after another, each on its own. Told of without a word that may hold personal data. How many failed."""
    failed = 0
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
        except Exception as trouble:  # whatever it is: the next one isn't to blame
            case = getattr(row, "case", row)
            log.error("By date, %s of %s: %s", row._meta.model_name, case.ref, type(trouble).__name__)
            failed += 1
    return failed


def _moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, so that a late run writes the day on which it was due.

    Whose turn it is then is a question for the people of today: nobody of that day need still be there.
    """
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 1)))


def convert_indicaties(on: dt.date, at: dt.datetime) -> int:
    """'Omgezet' on the day a granted application starts, if the help still runs then."""
    due = (
        Application.objects.filter(
            state=ApplicationState.TOEGEKEND, starts_on__lte=on, case__indicaties__state=IndicatieState.AFGEGEVEN
        )
        .select_related("case")
        .order_by("starts_on", "pk")
        .distinct()
    )

    def convert(application: Application) -> None:
        running = VoorlopigeIndicatie.objects.filter(case_id=application.case_id, state=IndicatieState.AFGEGEVEN)
        for indicatie in running:
            if application.starts_on and indicatie.ends_on >= application.starts_on - dt.timedelta(days=1):
                due_on = max(application.starts_on, application.decided_on or application.starts_on)
                perform(indicatie, "convert", by=None, at=_moment(due_on), routed_at=at)

    return _each(due, convert)


def end_indicaties(on: dt.date, at: dt.datetime) -> int:
    """'Geëindigd' the day after its last day, never silently: the teamleider finds it on the list today."""
    due = VoorlopigeIndicatie.objects.filter(state=IndicatieState.AFGEGEVEN, ends_on__lt=on).select_related("case")

    def lapse(indicatie: VoorlopigeIndicatie) -> None:
        perform(indicatie, "lapse", by=None, at=_moment(indicatie.ends_on + dt.timedelta(days=1)), routed_at=at)

    return _each(due, lapse)


def end_suspensions(on: dt.date, at: dt.datetime) -> int:
    """The term runs again the day after the one that was set went by unused (Awb 4:15): somebody decides now."""
    due = Application.objects.filter(
        state=ApplicationState.ONTVANGEN,
        suspensions__until__isnull=True,
        suspensions__asked_until__lt=on,
        suspensions__ground__in=SuspensionGround.WITH_ITS_TERM,
    ).select_related("case")

    def resume(application: Application) -> None:
        row = application.suspensions.get(until__isnull=True)
        perform(application, "resume", by=None, at=_moment(row.lapses_on or on), routed_at=at)

    return _each(due, resume)


def end_consents(on: dt.date, at: dt.datetime) -> int:
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

    def end(consent: Consent) -> None:
        with visit(consent.case, by=None, at=at) as here:
            here.tell("consent.ended", "Toestemming verlopen", citizen="Uw toestemming is verlopen.")
            end_what_rests_on(consent, here)

    return _each(over, end)


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
            failed += _each(Case.objects.filter(pk__in=chunk), lambda case: routing.bring_in_line([case.pk], at))
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

    failed = _each(named.select_related("case", "for_user", "handed_to"), to_the_person)
    return failed + _each(due.filter(for_organisation__isnull=False), to_the_organisation)


def _mail(person: User, due_on: dt.date, at: dt.datetime) -> None:
    outbox.notify(
        person, subject="Er wacht werk op u in Wijkteam", url="/", key=f"due:{due_on:%Y%m%d}:{person.pk}", at=at
    )
