"""Driehoek: where do our questions rest?"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.querysets import CaseQuerySet
from casework.cases.states import Layer, Phase
from casework.cases.work import WorkItem
from casework.desk import triangle_rows
from casework.desk.triangle_picture import picture
from casework.engine.finding import sight_of
from casework.engine.paging import ListPage, page_of
from casework.handovers.models import Handover
from roles import reading_log
from roles.actions import Action
from roles.fixed import Select, Slot, together
from roles.policy import Sight
from roles.shape import Seen
from wijkweb.models import Kern

SHOWN: Final = 5  # questions per layer and phase on the overview
SHOWN_OF_ONE_LAYER: Final = 25
MOVED_DAYS: Final = 90
MOVED_SHOWN: Final = 10
MOVED_AT_MOST: Final = 200
MOVES: Final = {"gestegen": "Gestegen", "gezakt": "Gezakt naar de kern", "overgeslagen": "De kern overgeslagen"}
DEPTH: Final = {str(Layer.BURGER): 0, str(Layer.MIDDENVELD): 1, str(Layer.PROFESSIONAL): 2}
# who they are, for who doesn't know our words
WHO: Final = {
    str(Layer.BURGER): "zelf, of iemand dichtbij",
    str(Layer.MIDDENVELD): "vereniging, kerk, vrijwilligers",
    str(Layer.PROFESSIONAL): "het wijkteam, het vangnet",
}


def triangle(request: HttpRequest) -> HttpResponse:
    """The questions per layer and phase, counted and, for the longest there, named."""
    sight = sight_of(request)
    if not sight.has(Action.VIEW_TRIANGLE):
        raise PermissionDenied
    slug = request.GET.get("kern")
    kern = next((one for one in _KERNEN.objects() if one.slug == slug), None) if slug else None
    layer = request.GET.get("laag", "")
    layer = layer if layer in Layer.values else ""
    phase = request.GET.get("fase", "")
    cell = (Layer(layer), Phase(phase)) if layer and phase in Phase.OPEN else None
    sort = request.GET.get("bewogen", "")
    if sort in MOVES:
        return _all_moves(request, kern, sort)
    found = _found(sight, kern, layer)
    page = _of_cell(request, kern, *cell) if cell else None
    keys = {one.pk for one in page.object_list} if page else {*found.named}
    chosen = (f"kern {kern}" if kern else "", f"laag {layer}" if layer else "", f"fase {phase}" if cell else "")
    why = ", ".join(filter(None, (*chosen, f"bladzijde {page.number}" if page else ""))) or "alles"
    with together():
        reading_log.listed(sight, part="driehoek", why=why, rows=len(keys))
        rows = _NAMED.objects(ids=set() if page else keys)
        skipped = _SKIPPED.rows(sight, ids={pk for pk, _ in found.shown_of("overgeslagen")})
    named, ways = {one.pk: one for one in rows}, _Ways(request)
    return render(
        request,
        "desk/triangle.html",
        {
            "kernen": found.kernen,
            "kern": kern,
            "layer": layer,
            "layers": [] if page else _layers(found, named, layer, ways),
            "cell": _cell(page, *cell) if page and cell else None,
            "phase": phase if cell else "",
            "picture": picture({str(one): (found.lying_on(one), found.late_on(one)) for one in Layer}),
            "table": _table(found, ways),
            "phases": [Phase(one).label for one in Phase.OPEN],
            "moves": [] if layer else _moves(found, named, {one.case_id: one.reason for one in skipped}),
            "sank": len(found.moved["gezakt"]) + len(found.moved["overgeslagen"]),
            "skipped": len(found.moved["overgeslagen"]),
            "days": MOVED_DAYS,
        },
    )


# --- what is asked -----------------------------------------------------------------------------------------------


def _visible(sight: Sight, in_a_kern: bool, kern: int | None) -> CaseQuerySet:
    rows = Case.objects.visible_to(sight)
    return rows.filter(kern=kern) if in_a_kern else rows


def _is_whole(sight: Sight, in_a_kern: bool) -> bool:
    """Whether it is of the municipality: of so many an index tells, and of fewer each is looked at."""
    return not in_a_kern and any(one.everywhere for one in sight.holdings)


def _counts(sight: Sight, in_a_kern: bool, *, kern: int) -> Any:
    """How many open cases there are per layer and phase, and of how many of those something is past its day that not only
    some may know of."""
    turns = WorkItem.objects.open().filter(due_on__lt=sight.on, known_to=None).order_by()
    rows = _visible(sight, in_a_kern, kern).open().order_by().values("layer", "phase")
    if not _is_whole(sight, in_a_kern):
        is_late = Exists(turns.filter(case=OuterRef("pk")))
        return _counted(rows, n=Count("pk"), late=Count("pk", filter=is_late))
    # Apart: to count them within one another, the database keeps all that is late at hand, or where these are too many
    # goes through them for each case.
    late = rows.filter(pk__in=turns.values("case"))
    return _counted(rows, n=Count("pk"), late=Value(0)).union(_counted(late, n=Value(0), late=Count("pk")), all=True)


def _counted(rows: Any, **numbers: Any) -> Any:
    return rows.annotate(**numbers).values_list("layer", "phase", "n", "late", named=True)


def _longest(sight: Sight, in_a_kern: bool, only: str, *, kern: int) -> Any:
    """Per layer and phase the keys of those that lie there longest. The keys alone: numbering whole rows of a large
    municipality would sort them all."""
    rows, most = _visible(sight, in_a_kern, kern).open(), SHOWN_OF_ONE_LAYER if only else SHOWN
    if _is_whole(sight, in_a_kern):
        places = [
            rows.filter(layer=layer, phase=phase)
            for layer in ([only] if only else Layer.values)
            for phase in Phase.OPEN
        ]
        first, *more = (one.order_by("held_since", "pk").values_list("pk", named=True)[:most] for one in places)
        return first.union(*more, all=True)
    place = Window(RowNumber(), partition_by=[F("layer"), F("phase")], order_by=[F("held_since"), F("pk")])
    rows = (rows.filter(layer=only) if only else rows).order_by().annotate(place=place)
    return rows.filter(place__lte=most).values_list("pk", named=True)


def _moved(sight: Sight, in_a_kern: bool, at_most: int | None, *, kern: int | None, since: dt.date) -> Any:
    """What rose or sank, newest first: key, layer, and the layer before its last move. The keys alone: only what is
    shown is read whole."""
    layered = CaseEvent.objects.filter(case=OuterRef("pk")).exclude(layer="").order_by("-at", "-pk")
    return (
        _visible(sight, in_a_kern, kern)
        .filter(held_since__gte=since)
        .annotate(was=Subquery(layered.values("layer")[1:2]))
        .filter(~Q(was=F("layer")), was__isnull=False)
        .order_by("-held_since", "-pk")
        .values_list("pk", "layer", "was", named=True)[:at_most]
    )


def _skipped(sight: Sight, *, ids: Any) -> Any:
    """Why a question went past who could help nearby, in the words of who offered it; the last one last. For who may see
    the hand-over itself."""
    rows = Handover.objects.visible_to(sight).filter(case__in=ids, to_layer=Layer.PROFESSIONAL).exclude(reason="")
    return rows.order_by("pk").values_list("case_id", "reason", named=True)


_KERNEN: Final = Select(Kern.objects.all)
_TO_CHOOSE: Final = Select(lambda: Kern.objects.values_list("slug", "name", named=True))
_COUNTS: Final = Seen("how many per layer and phase, and late", _counts, kern=Slot.ID)
_LONGEST: Final = Seen("the longest per layer and phase", _longest, kern=Slot.ID)
_MOVED: Final = Seen("what rose and sank", _moved, kern=Slot.ID, since=Slot.DAY)
_SKIPPED: Final = Seen("why the kern was skipped", _skipped, ids=Slot.IDS)
_NAMED: Final = Select(
    lambda ids: Case.objects.filter(pk__in=ids).for_triangle().order_by("held_since", "pk"), ids=Slot.IDS
)


@dataclass(frozen=True, slots=True)
class _Found:
    """How many there are, and the keys of those that are named: the longest in their place, and what moved. And the kernen
    to choose from, which travel with it."""

    kernen: tuple[tuple[str, str], ...]
    counts: dict[tuple[str, str], int]
    late: dict[tuple[str, str], int]
    longest: list[int]
    moved: dict[str, list[tuple[int, str]]]

    @property
    def named(self) -> list[int]:
        return [*self.longest, *(pk for sort in self.moved for pk, _ in self.shown_of(sort))]

    def shown_of(self, sort: str) -> list[tuple[int, str]]:
        return self.moved[sort][:MOVED_SHOWN]

    def lying_on(self, layer: Layer) -> int:
        return sum(number for (one, _), number in self.counts.items() if one == layer)

    def late_on(self, layer: Layer) -> int:
        return sum(number for (one, _), number in self.late.items() if one == layer)


def _found(sight: Sight, kern: Kern | None, only: str) -> _Found:
    here = {"kern": kern.pk if kern else 0}
    since = sight.on - dt.timedelta(days=MOVED_DAYS)
    with together():
        kernen = _TO_CHOOSE.rows()
        counts = _COUNTS.rows(sight, bool(kern), **here)
        longest = _LONGEST.rows(sight, bool(kern), only, **here)
        moved = _MOVED.rows(sight, bool(kern), MOVED_AT_MOST, since=since, **here)
    cells = list(counts)
    return _Found(
        tuple((one.slug, one.name) for one in kernen),
        _per_place((one.layer, one.phase, one.n) for one in cells),
        _per_place((one.layer, one.phase, one.late) for one in cells),
        [one.pk for one in longest],
        _sorted(moved),
    )


def _per_place(cells: Iterable[tuple[str, str, int]]) -> dict[tuple[str, str], int]:
    found = Counter[tuple[str, str]]()
    for layer, phase, number in cells:
        found[layer, phase] += number
    return found


def _sorted(rows: Iterable[Any]) -> dict[str, list[tuple[int, str]]]:
    """What rose, what sank, and what sank past who could help nearby: key and the layer before."""
    moved: dict[str, list[tuple[int, str]]] = {sort: [] for sort in MOVES}
    for one in rows:
        moved[_way(DEPTH[one.layer] - DEPTH[one.was])].append((one.pk, one.was))
    return moved


def _way(down: int) -> str:
    """By how many layers it sank."""
    if down < 0:
        return "gestegen"
    return "gezakt" if down == 1 else "overgeslagen"


# --- what is shown -----------------------------------------------------------------------------------------------


def _of_cell(request: HttpRequest, kern: Kern | None, layer: Layer, phase: Phase) -> ListPage:
    """Every question of one phase on one layer, whoever lies there longest first."""
    visible = _visible(sight_of(request), bool(kern), kern.pk if kern else None)
    rows = visible.open().filter(layer=layer, phase=phase).for_triangle().order_by("held_since", "pk")
    return page_of(request, rows, SHOWN_OF_ONE_LAYER)


def _cell(page: ListPage, layer: Layer, phase: Phase) -> dict[str, Any]:
    return {
        "layer": layer,
        "heading": f"{layer.label}: {phase.label.lower()}",
        "page": page,
        "rows": triangle_rows.listed(page.object_list),
    }


def _all_moves(request: HttpRequest, kern: Kern | None, sort: str) -> HttpResponse:
    """Every question that rose, or sank, the last one first."""
    sight = sight_of(request)
    since = sight.on - dt.timedelta(days=MOVED_DAYS)
    moved = _sorted(_moved(sight, bool(kern), None, kern=kern.pk if kern else None, since=since))[sort]
    page = page_of(request, moved, SHOWN_OF_ONE_LAYER)
    cases = {one.pk: one for one in _NAMED.objects(ids=[pk for pk, _ in page.object_list])}
    page.object_list = [cases[pk] for pk, _ in page.object_list]
    return _listed(request, page, kern, f"{MOVES[sort]} in de laatste {MOVED_DAYS} dagen")


def _listed(request: HttpRequest, page: ListPage, kern: Kern | None, heading: str) -> HttpResponse:
    why = f"{heading}{f', kern {kern}' if kern else ''}, bladzijde {page.number}"
    reading_log.listed(sight_of(request), part="driehoek", why=why, rows=len(page.object_list))
    context = {"page": page, "kern": kern, "heading": heading, "rows": triangle_rows.listed(page.object_list)}
    return render(request, "desk/triangle_list.html", context)


class _Ways:
    """The address of this page with another layer or phase; what else is asked in it stays."""

    def __init__(self, request: HttpRequest) -> None:
        asked = request.GET.copy()
        for name in ("laag", "fase", "pagina"):
            asked.pop(name, None)
        self._before = f"?{asked.urlencode()}&" if asked else "?"

    def to(self, layer: Layer, phase: str = "") -> str:
        return f"{self._before}laag={layer}{f'&fase={phase}' if phase else ''}"


def _table(found: _Found, ways: _Ways) -> list[dict[str, Any]]:
    """Per layer how many there are, and in which phase."""
    return [
        {
            "layer": layer,
            "label": layer.label,
            "who": WHO[layer],
            "count": found.lying_on(layer),
            "url": ways.to(layer),
            "cells": [
                {
                    "key": str(phase),
                    "url": ways.to(layer, phase),
                    "label": Phase(phase).label,
                    "count": found.counts.get((str(layer), str(phase)), 0),
                    "late": found.late.get((str(layer), str(phase)), 0),
                }
                for phase in Phase.OPEN
            ],
        }
        for layer in Layer
    ]


def _layers(found: _Found, named: dict[int, Any], only: str, ways: _Ways) -> list[dict[str, Any]]:
    """Per layer and phase the questions that lie there longest."""
    per_place: dict[tuple[str, str], list[Any]] = {}
    longest = set(found.longest)
    for case in (one for pk, one in named.items() if pk in longest):  # in the order of the database
        per_place.setdefault((case.layer, case.phase), []).append(case)
    return [
        {
            "layer": layer,
            "label": layer.label,
            "count": found.lying_on(layer),
            "phases": [
                {
                    "url": ways.to(layer, phase),
                    "label": Phase(phase).label,
                    "rows": triangle_rows.lying(cases),
                    "count": (number := found.counts.get((str(layer), phase), 0)),
                    "more": number - len(cases),
                }
                for phase in Phase.OPEN
                if (cases := per_place.get((str(layer), phase)))
            ],
        }
        for layer in Layer
        if not only or layer == only
    ]


def _moves(found: _Found, named: dict[int, Any], why: dict[int, str]) -> list[dict[str, Any]]:
    """The last of each way, with how many there were; of what skipped the kern also why."""
    return [
        {
            "label": MOVES[sort],
            "sort": sort,
            "count": len(moves),
            "more": len(moves) > MOVED_SHOWN,
            "cases": (cases := [(named[pk], Layer(was).label) for pk, was in found.shown_of(sort)]),
            "rows": triangle_rows.moved(cases, why if sort == "overgeslagen" else {}),
        }
        for sort, moves in found.moved.items()
    ]
