"""The page of notices: what happened, on what, where to look. What of it may be read is judged each time."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.engine.notices import About, known
from casework.engine.paging import page_of
from roles import reading_log
from roles.models import Notice
from roles.policy import Sight

PER_PAGE: Final = 25


def _of_a_colleague(request: HttpRequest) -> Sight:
    """Of somebody who works somewhere: nobody else is told anything. Raises PermissionDenied."""
    sight = sight_of(request)
    if not sight.holdings:
        raise PermissionDenied
    return sight


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The last first; of the last three months, as long as they are kept."""
    sight = _of_a_colleague(request)
    found = _still_theirs(sight)
    page = page_of(request, found, PER_PAGE)
    shown: list[About] = list(page.object_list)
    named = {one.anchor for one in shown if one.named}
    reading_log.listed(sight, part="berichten", why="eigen berichten", rows=len(named))
    unread = sum(one.notice.read_at is None for one in found)
    request.user.unread = unread  # type: ignore[union-attr]  # so that the bell says what the page says
    return render(request, "desk/notices.html", {"page": page, "unread": unread})


def _still_theirs(sight: Sight) -> list[About]:
    """What they may still know of. What they may not is put away, so that nothing counts it either."""
    rows: list[Notice] = list(Notice.objects.of(sight.user_id))
    found = list(known(sight, rows))
    unseen = {one.pk for one in rows if one.read_at is None} - {one.notice.pk for one in found}
    if unseen:
        Notice.objects.filter(pk__in=unseen).update(read_at=timezone.now())
    return found


@require_safe
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """To the work itself; and it was read. One's own only, and only what one may still see. Raises Http404."""
    sight = _of_a_colleague(request)
    row = Notice.objects.of(sight.user_id).filter(public_id=key).first()
    if row is None or not list(known(sight, [row])):
        raise Http404
    _read(Notice.objects.filter(pk=row.pk))
    return see_other(row.url)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """One of them, or all without a key. What was read before stays as it was."""
    sight = _of_a_colleague(request)
    mine = Notice.objects.of(sight.user_id)
    key = request.POST.get("bericht", "").replace("\0", "")[:16]
    done = _read(mine.filter(public_id=key) if key else mine)
    if done:
        messages.success(request, "Gelezen." if done == 1 else f"{done} berichten gelezen.")
    return see_other(reverse("berichten"))


def _read(rows: Any) -> int:
    return int(rows.unread().update(read_at=timezone.now()))
