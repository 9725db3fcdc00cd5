"""`/inzage/doorgehaald/`: what colleagues struck because it doesn't belong in a file, and cases that stood in another's
name, with what reached others by then. The privacy officer settles both."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from casework.cases.to_right_person import SETTLED_AT
from casework.cases.to_right_person import settle as settle_name
from casework.cases.wrong_person import WrongPerson
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
PLACE: Final = SETTLED_AT
PART: Final = "weggehaald en rechtgezet"


@require_http_methods(["GET", "HEAD", "POST"])
def struck(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    if not sight.has(Action.VIEW_READING_LOG):
        reading_log.refused(sight, file_id=None, ref="", part=PART)
        raise PermissionDenied
    if request.method == "POST":
        return _settle(request, sight)
    page = page_of(request, _to_settle(sight), PER_PAGE)
    wrong = page_of(request, WrongPerson.objects.to_settle(sight), PER_PAGE, name="naam")
    rows = len(page.object_list) + len(wrong.object_list)
    reading_log.listed(sight, part=PART, why="nog niet beslist", rows=rows)
    return render(request, "desk/struck.html", {"page": page, "wrong": wrong})


def _to_settle(sight: Sight) -> Any:
    """The oldest first. Whoever knows somebody settles nothing of theirs."""
    rows = Note.objects.filter(struck_at__isnull=False, settled_at=None).exclude(case_id__in=sight.recused)
    return rows.select_related("case").order_by("struck_at", "pk")


def _settle(request: HttpRequest, sight: Sight) -> HttpResponse:
    if "naam" in request.POST:
        return _settle_name(request, sight)
    rows = Note.objects.filter(struck_at__isnull=False).exclude(case_id__in=sight.recused).select_related("case")
    note = get_object_or_404(rows, pk=_key(request, "notitie"))
    back = request.POST.get("besluit") == "terug"
    said = "De notitie is teruggezet." if back else "De notitie blijft weg."
    return _done(request, lambda: settle(note, by=sight, back=back, token=token_of(request)), said)


def _settle_name(request: HttpRequest, sight: Sight) -> HttpResponse:
    rows = WrongPerson.objects.exclude(case_id__in=sight.recused).select_related("case")
    row = get_object_or_404(rows, pk=_key(request, "naam"))
    return _done(request, lambda: settle_name(row, by=sight, token=token_of(request)), "U hebt dit afgehandeld.")


def _key(request: HttpRequest, name: str) -> int:
    key = request.POST.get(name, "")
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0


def _done(request: HttpRequest, act: Callable[[], None], said: str) -> HttpResponse:
    try:
        act()
    except NotNow as refused:
        messages.warning(request, " ".join(one.text for one in refused.reasons))
        return see_other(PLACE)
    except Repeated:
        pass
    messages.success(request, said)
    return see_other(PLACE)
