"""The page of notices: what happened, on what, where to look. What of it may be read is judged each time."""

from typing import Final

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
UNREAD: Final = 100  # of what is unread on other pages: so many are judged at a visit


def _of_a_colleague(request: HttpRequest) -> Sight:
    """Of somebody who works somewhere: nobody else is told anything. Raises PermissionDenied."""
    sight = sight_of(request)
    if not sight.holdings:
        raise PermissionDenied
    return sight


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The last first; of the last three months, as long as they are kept. Not counted: what may not be seen is on no
    page, and nobody looks through all of them for that."""
    sight = _of_a_colleague(request)
    page = page_of(request, Notice.objects.of(sight.user_id), PER_PAGE, counted=False)
    shown = _still_theirs(request, sight, list(page.object_list))
    named = {one.anchor for one in shown if one.named}
    reading_log.listed(sight, part="berichten", why="eigen berichten", rows=len(named))
    return render(request, "desk/notices.html", {"page": page, "shown": shown})


def _still_theirs(request: HttpRequest, sight: Sight, rows: list[Notice]) -> list[About]:
    """What of a page they may still know of. What they may not, here or among what else is unread, is put away, so that
    nothing counts it either: the bell says what the page says."""
    here = {one.pk for one in rows}
    others = list(Notice.objects.of(sight.user_id).unread().exclude(pk__in=here)[:UNREAD])
    found = list(known(sight, [*rows, *others]))
    unseen = {one.pk for one in [*rows, *others] if one.read_at is None} - {one.notice.pk for one in found}
    if unseen:
        Notice.objects.filter(pk__in=unseen).mark_read(timezone.now())
        request.user.unread = max(request.user.unread - len(unseen), 0)  # type: ignore[union-attr]
    return [one for one in found if one.notice.pk in here]


@require_safe
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """To the work itself; and it was read. One's own only, and only what one may still see. Raises Http404."""
    sight = _of_a_colleague(request)
    row = Notice.objects.of(sight.user_id).filter(public_id=key).first()
    if row is None or not list(known(sight, [row])):
        raise Http404
    Notice.objects.filter(pk=row.pk).mark_read(timezone.now())
    return see_other(row.url)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """One of them, or all without a key. What was read before stays as it was."""
    sight = _of_a_colleague(request)
    mine = Notice.objects.of(sight.user_id)
    key = request.POST.get("bericht", "").replace("\0", "")[:16]
    done = (mine.filter(public_id=key) if key else mine).mark_read(timezone.now())
    if done:
        messages.success(request, "Gelezen." if done == 1 else f"{done} berichten gelezen.")
    return see_other(reverse("berichten"))
