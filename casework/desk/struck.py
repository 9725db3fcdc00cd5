"""`/inzage/doorgehaald/`: what colleagues struck because it doesn't belong in a file, and cases that stood in another's
name, with what reached others by then. The privacy officer settles both."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from casework.cases.put_right import settle
from casework.cases.to_right_person import SETTLED_AT
from casework.cases.to_right_person import settle as settle_name
from casework.cases.written import Written
from casework.cases.wrong_person import WrongPerson
from casework.engine.asking import see_other
from casework.engine.errors import NotNow, Repeated
from casework.engine.finding import sight_of, token_of
from casework.engine.paging import page_of
from casework.goals.models import ProgressReport
from casework.notes.models import Note
from casework.obstacles.models import Obstacle
from casework.pieces.models import Piece
from casework.visits.models import Visit
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

PER_PAGE: Final = 25
PLACE: Final = SETTLED_AT
PART: Final = "weggehaald en rechtgezet"
# what can be struck, with the column that leads to the file it stood in
STANDS_IN: Final[dict[type[Written], str]] = {
    Note: "case_id",
    ProgressReport: "goal__case_id",
    Piece: "case_id",
    Visit: "case_id",
    Obstacle: "case_id",
}


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
    rows = _read(page.object_list)
    reading_log.listed(sight, part=PART, why="nog niet beslist", rows=len(rows) + len(wrong.object_list))
    return render(request, "desk/struck.html", {"page": page, "rows": rows, "wrong": wrong})


def _not_closed(kind: type[Written], sight: Sight) -> Any:
    """With those that were settled. Whoever knows somebody settles nothing of theirs."""
    rows = kind.all_of().filter(struck_at__isnull=False)
    return rows.exclude(**{f"{STANDS_IN[kind]}__in": sorted(sight.recused)})


def _to_settle(sight: Sight) -> Any:
    """Of every kind, the oldest first: which it is, and its key."""
    asked = [
        _not_closed(kind, sight)
        .filter(settled_at=None)
        .order_by()
        .annotate(noun_of_it=Value(kind.noun, output_field=CharField()))
        .values_list("struck_at", "noun_of_it", "pk")
        for kind in STANDS_IN
    ]
    return asked[0].union(*asked[1:], all=True).order_by("struck_at", "noun_of_it", "pk")


def _read(keys: Iterable[tuple[Any, str, int]]) -> list[Any]:
    """The rows themselves, in that order: a query per kind that there is."""
    keys = list(keys)
    found = {
        (kind.noun, row.pk): row
        for kind, path in STANDS_IN.items()
        if (mine := [pk for _, noun, pk in keys if noun == kind.noun])
        for row in kind.all_of().filter(pk__in=mine).select_related(path.removesuffix("_id"))
    }
    return [found[noun, pk] for _, noun, pk in keys]


def _settle(request: HttpRequest, sight: Sight) -> HttpResponse:
    if "naam" in request.POST:
        return _settle_name(request, sight)
    kind = next((one for one in STANDS_IN if one.noun == request.POST.get("soort")), Note)
    row = get_object_or_404(_not_closed(kind, sight), pk=_key(request, "sleutel"))
    back = request.POST.get("besluit") == "terug"
    said = f"{row.this()} is teruggezet." if back else f"{row.this()} blijft weg."
    return _done(request, lambda: settle(row, by=sight, back=back, token=token_of(request)), said)


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
