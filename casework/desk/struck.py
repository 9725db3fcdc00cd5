"""`/inzage/doorgehaald/`: what colleagues struck because it doesn't belong in a file. The privacy officer settles it."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from casework.engine.asking import see_other
from casework.engine.errors import NotNow, Repeated
from casework.engine.finding import sight_of, token_of
from casework.engine.paging import page_of
from casework.notes.models import Note
from casework.notes.put_right import settle
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

PER_PAGE: Final = 25
PLACE: Final = "/inzage/doorgehaald/"
PART: Final = "weggehaalde notities"


@require_http_methods(["GET", "HEAD", "POST"])
def struck(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    if not sight.has(Action.VIEW_READING_LOG):
        reading_log.refused(sight, file_id=None, ref="", part=PART)
        raise PermissionDenied
    if request.method == "POST":
        return _settle(request, sight)
    page = page_of(request, _to_settle(sight), PER_PAGE)
    reading_log.listed(sight, part=PART, why="nog niet beslist", rows=len(page.object_list))
    return render(request, "desk/struck.html", {"page": page})


def _to_settle(sight: Sight) -> Any:
    """The oldest first. Whoever knows somebody settles nothing of theirs."""
    rows = Note.objects.filter(struck_at__isnull=False, settled_at=None).exclude(case_id__in=sight.recused)
    return rows.select_related("case").order_by("struck_at", "pk")


def _settle(request: HttpRequest, sight: Sight) -> HttpResponse:
    key = request.POST.get("notitie", "")
    rows = Note.objects.filter(struck_at__isnull=False).exclude(case_id__in=sight.recused).select_related("case")
    note = get_object_or_404(rows, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0)
    back = request.POST.get("besluit") == "terug"
    try:
        settle(note, by=sight, back=back, token=token_of(request))
    except NotNow as refused:
        messages.warning(request, " ".join(one.text for one in refused.reasons))
        return see_other(PLACE)
    except Repeated:
        pass
    messages.success(request, "De notitie is teruggezet." if back else "De notitie blijft weg.")
    return see_other(PLACE)
