"""Back again: what happened on one's cases while one was away."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.cases.events import CaseEvent
from casework.engine.apart import apart
from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.engine.registry import happened
from roles import reading_log
from roles.fixed import Select, Slot
from roles.models import Absence, Notice, NoticeKind, User, running
from roles.policy import Sight, reads_files
from roles.policy import sight as sight_on

LATELY: Final = dt.timedelta(days=14)  # so long the notice stands above the work list
SHOWN: Final = dt.timedelta(days=60)
PER_PAGE: Final = 50


def _ended(user: int, on: dt.date, since: dt.date) -> Any:
    rows = Absence.objects.filter(membership__user=user, until__lte=on, until__gt=since)
    return rows.order_by("-until", "since").values_list("since", "until", named=True)


_ENDED: Final = Select(_ended, user=Slot.ID, on=Slot.DAY, since=Slot.DAY)


def back_again(sight: Sight) -> Iterator[Any]:
    """The absences of one's own that ended lately, the last first; asked now. For who reads files."""
    if not reads_files(sight.holdings):
        return iter(())
    return _ENDED.rows(user=sight.user_id, on=sight.on, since=sight.on - LATELY)


def tell(on: dt.date, at: dt.datetime) -> int:
    """A notice to each colleague who is back since lately and didn't hear yet: once, however often this runs. How many
    that are."""
    ended = Absence.objects.filter(until__lte=on, until__gt=on - LATELY, membership__user__is_active=True)
    away = Absence.objects.filter(running(on), membership__user=OuterRef("membership__user"))
    back = ended.filter(~Exists(away)).order_by("until", "pk").select_related("membership__user")
    found = {_once(one): one.membership.user for one in back}
    told = set(Notice.objects.filter(once__in=found).values_list("once", flat=True))
    rows = []
    for key, who in found.items():
        if key not in told:
            with apart(f"Person {who.pk} doesn't hear yet that they are back"):
                rows += _notices(who, on, at, key)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)  # somebody else may be at it too
    return len(rows)


def _notices(who: User, on: dt.date, at: dt.datetime, key: str) -> list[Notice]:
    """One for who has that page, or none."""
    if not reads_files(sight_on(who, on).holdings):
        return []
    return [Notice(to=who, kind=NoticeKind.BACK, verb="absence.over", url=reverse("terug"), at=at, once=key)]


def _once(one: Absence) -> str:
    """Of more roles that ended on one day it is one return."""
    return f"terug:{one.membership.user_id}:{one.until:%Y%m%d}"


@require_safe
def meanwhile(request: HttpRequest) -> HttpResponse:
    """What others did on the cases that one directs, during the last absence; case by case."""
    sight = sight_of(request)
    if not reads_files(sight.holdings):
        raise PermissionDenied
    ended = list(_ENDED.rows(user=sight.user_id, on=sight.on, since=sight.on - SHOWN))
    away = _last(ended)
    page = page_of(request, _events(sight, *away) if away else [], PER_PAGE)
    rows = list(page.object_list)
    if away:
        reading_log.listed(
            sight, part="teruggekomen", why=f"{away[0]} tot {away[1]}", rows=len({one.case_id for one in rows})
        )
    cases = [(case, [(one, _words(one)) for one in events]) for case, events in groupby(rows, key=lambda one: one.case)]
    return render(request, "desk/back.html", {"away": away, "cases": cases, "page": page})


def _words(event: CaseEvent) -> str:
    """As the timeline has it."""
    return happened(event.verb, event.label)


def _last(ended: Iterable[Any]) -> tuple[dt.date, dt.date] | None:
    """The last absence; of more roles that ended on one day, from the first day of any."""
    rows = list(ended)
    if not rows:
        return None
    until = rows[0].until
    return min(row.since for row in rows if row.until == until), until


def _events(sight: Sight, since: dt.date, until: dt.date) -> Any:
    """Also what somebody did in one's place: it was not oneself."""
    first, end = (timezone.make_aware(dt.datetime.combine(day, dt.time.min)) for day in (since, until))
    rows = CaseEvent.objects.visible_to(sight).filter(at__gte=first, at__lt=end).exclude(by=sight.user_id)
    return (
        rows.filter(case__regisseur=sight.user_id)
        .select_related("case__person", "case__kern")
        .order_by("case__ref", "at", "pk")
    )
