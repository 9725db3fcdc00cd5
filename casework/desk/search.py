"""Finding a case."""

import secrets
import time
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework.cases.models import Case
from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from roles import reading_log
from roles.actions import Action

KEPT: Final = 20  # questions, and the last ones only
KEPT_FOR: Final = 24 * 60 * 60  # seconds: long enough to come back to within a working day
_IN_SESSION: Final = "gezocht"


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a case by name, birth date or reference, among those one may see.

    What is looked for is posted, and kept under a random key in the visitor's own session: a name has no place in an
    address, and yet the page can be come back to. Who looked for what is remembered.
    """
    sight = sight_of(request)
    if not sight.has(Action.VIEW_CASE):
        raise PermissionDenied
    if request.method == "POST":
        words = request.POST.get("q", "").replace("\x00", "").strip()[:100]
        return see_other(f"{reverse('zaken')}?v={_keep(request, words)}" if words else reverse("zaken"))
    key = request.GET.get("v", "")
    words = _kept(request).get(key, ("", 0))[0] if key else ""
    rows = Case.objects.visible_to(sight)
    rows = rows.found_by(words) if words else rows.open()
    # the keys first: with all that a row shows beside it, the planner would leave finding for last
    page = page_of(request, rows.values_list("pk", flat=True), PER_PAGE)
    found = Case.objects.for_page().in_bulk(page.object_list)
    page.object_list = [found[pk] for pk in page.object_list if pk in found]
    if words:
        reading_log.exported(sight, part="zoeken", why=f"zocht op ‘{words}’", rows=len(page.object_list))
    else:
        why = f"open zaken, bladzijde {page.number}"
        reading_log.listed(sight, part="zaken", why=why, rows=len(page.object_list))
    return render(
        request,
        "desk/search.html",
        {
            "words": words,
            "forgotten": bool(key) and not words,
            "page": page,
            "reports": sight.has(Action.REPORT_CASE),
        },
    )


def _kept(request: HttpRequest) -> dict[str, tuple[str, float]]:
    """What this visitor looked for lately: words and moment, by key."""
    since = time.time() - KEPT_FOR
    return {key: one for key, one in request.session.get(_IN_SESSION, {}).items() if one[1] > since}


def _keep(request: HttpRequest, words: str) -> str:
    """The key under which these words can be found again."""
    kept = _kept(request)
    key = next((key for key, one in kept.items() if one[0] == words), secrets.token_urlsafe(9))
    kept.pop(key, None)
    kept[key] = (words, time.time())
    request.session[_IN_SESSION] = dict(list(kept.items())[-KEPT:])
    return key
