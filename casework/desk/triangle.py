"""Driehoek: where do our questions rest?"""

import datetime as dt
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.querysets import CaseQuerySet
from casework.cases.states import Layer, Phase
from casework.engine.finding import sight_of
from casework.engine.paging import ListPage, page_of
from roles import reading_log
from roles.actions import Action
from wijkweb.models import Kern

SHOWN: Final = 5  # questions per layer and phase on the overview
SHOWN_OF_ONE_LAYER: Final = 25
MOVED_DAYS: Final = 90
MOVED_SHOWN: Final = 10
MOVED_AT_MOST: Final = 200
MOVES: Final = {"gestegen": "Gestegen", "gezakt": "Gezakt"}
DEPTH: Final = {str(Layer.BURGER): 0, str(Layer.MIDDENVELD): 1, str(Layer.PROFESSIONAL): 2}
# the picture: the product's mark in a box of 400 × 360, a band per layer, and where its figure stands
_PICTURE: Final = (
    (Layer.BURGER, "0,0 400,0 342,104 58,104", 48),
    (Layer.MIDDENVELD, "70,124 330,124 272,228 128,228", 170),
    (Layer.PROFESSIONAL, "140,248 260,248 200,360", 292),
)


def triangle(request: HttpRequest) -> HttpResponse:
    """The questions per layer and phase, counted and, for the longest there, named."""
    sight = sight_of(request)
    if not sight.has(Action.VIEW_TRIANGLE):
        raise PermissionDenied
    visible = Case.objects.visible_to(sight)
    kernen = list(Kern.objects.all())
    kern = next((one for one in kernen if one.slug == request.GET.get("kern")), None)
    if kern:
        visible = visible.filter(kern=kern)
    layer = request.GET.get("laag", "")
    layer = layer if layer in Layer.values else ""
    phase = request.GET.get("fase", "")
    if layer and phase in Phase.OPEN:
        return _whole_list(request, visible, kern, Layer(layer), Phase(phase))
    moved = request.GET.get("bewogen", "")
    if moved in MOVES:
        return _all_moves(request, visible, kern, moved)
    counts = _counts(visible)
    layers, moves = _layers(visible, counts, layer), _moves(visible, sight.on)
    shown = [
        *(one for level in layers for phase in level["phases"] for one in phase["cases"]),
        *(one for move in moves["moves"] for one in move["cases"]),
    ]
    why = ", ".join(filter(None, (f"kern {kern}" if kern else "", f"laag {layer}" if layer else ""))) or "alles"
    reading_log.listed(sight, part="driehoek", why=why, rows=len(shown))
    return render(
        request,
        "desk/triangle.html",
        {
            "kernen": kernen,
            "kern": kern,
            "layer": layer,
            "layers": layers,
            "picture": [
                {
                    "layer": one,
                    "points": points,
                    "y": y,
                    "below": y + 24,
                    "count": sum(counts.get(str(one), {}).values()),
                }
                for one, points, y in _PICTURE
            ],
            **moves,
            "days": MOVED_DAYS,
        },
    )


def _whole_list(
    request: HttpRequest, visible: CaseQuerySet, kern: Kern | None, layer: Layer, phase: Phase
) -> HttpResponse:
    """Every question of one phase on one layer, whoever lies there longest first."""
    rows = visible.open().filter(layer=layer, phase=phase).for_page().order_by("held_since", "pk")
    page = page_of(request, rows, SHOWN_OF_ONE_LAYER)
    return _listed(request, page, kern, f"{layer.label}: {phase.label.lower()}")


def _all_moves(request: HttpRequest, visible: CaseQuerySet, kern: Kern | None, sort: str) -> HttpResponse:
    """Every question that rose, or sank, the last one first."""
    moved = _moved(visible, sight_of(request).on, None)[sort]
    page = page_of(request, moved, SHOWN_OF_ONE_LAYER)
    cases = Case.objects.for_page().in_bulk([pk for pk, _ in page.object_list])
    page.object_list = [cases[pk] for pk, _ in page.object_list]
    return _listed(request, page, kern, f"{MOVES[sort]} in de laatste {MOVED_DAYS} dagen")


def _listed(request: HttpRequest, page: ListPage, kern: Kern | None, heading: str) -> HttpResponse:
    why = f"{heading}{f', kern {kern}' if kern else ''}, bladzijde {page.number}"
    reading_log.listed(sight_of(request), part="driehoek", why=why, rows=len(page.object_list))
    return render(request, "desk/triangle_list.html", {"page": page, "kern": kern, "heading": heading})


def _counts(visible: CaseQuerySet) -> dict[str, dict[str, int]]:
    """layer → phase → how many open cases."""
    result: dict[str, dict[str, int]] = {}
    for layer, phase, number in visible.open().order_by().values_list("layer", "phase").annotate(n=Count("pk")):
        result.setdefault(layer, {})[phase] = number
    return result


def _layers(visible: CaseQuerySet, counts: dict[str, dict[str, int]], only: str) -> list[dict[str, Any]]:
    """Per layer and phase the questions that lie there longest: a bounded number, in two queries."""
    at_most = SHOWN_OF_ONE_LAYER if only else SHOWN
    rows = visible.open().filter(layer=only) if only else visible.open()
    # first the keys alone: numbering whole rows of a large municipality would sort them all
    keys = (
        rows.order_by()
        .annotate(place=Window(RowNumber(), partition_by=[F("layer"), F("phase")], order_by=[F("held_since"), F("pk")]))
        .filter(place__lte=at_most)
        .values_list("pk", flat=True)
    )
    cases = Case.objects.filter(pk__in=list(keys)).for_page().order_by("held_since", "pk")
    per_place: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        per_place.setdefault((case.layer, case.phase), []).append(case)
    return [
        {
            "layer": layer,
            "label": layer.label,
            "count": sum(counts.get(str(layer), {}).values()),
            "phases": [
                {
                    "key": str(phase),
                    "label": Phase(phase).label,
                    "cases": per_place[str(layer), phase],
                    "count": (number := counts.get(str(layer), {}).get(phase, 0)),
                    "more": number - len(per_place[str(layer), phase]),
                }
                for phase in Phase.OPEN
                if (str(layer), phase) in per_place
            ],
        }
        for layer in Layer
        if not only or layer == only
    ]


def _moved(visible: CaseQuerySet, on: dt.date, at_most: int | None) -> dict[str, list[tuple[int, str]]]:
    """What rose and what sank, newest first: key and the layer before, of the last move of each case."""
    layered = CaseEvent.objects.filter(case=OuterRef("pk")).exclude(layer="").order_by("-at", "-pk")
    since = on - dt.timedelta(days=MOVED_DAYS)
    # the keys alone: only what is shown is read whole
    rows = list(
        visible.filter(held_since__gte=since)
        .annotate(was=Subquery(layered.values("layer")[1:2]))
        .filter(~Q(was=F("layer")), was__isnull=False)
        .order_by("-held_since", "-pk")
        .values_list("pk", "layer", "was")[:at_most]
    )
    return {
        "gestegen": [(pk, was) for pk, layer, was in rows if DEPTH[layer] < DEPTH[was]],
        "gezakt": [(pk, was) for pk, layer, was in rows if DEPTH[layer] > DEPTH[was]],
    }


def _moves(visible: CaseQuerySet, on: dt.date) -> dict[str, Any]:
    """The last that rose and sank, with how many there were."""
    moved = _moved(visible, on, MOVED_AT_MOST)
    shown = Case.objects.for_page().in_bulk([pk for rows in moved.values() for pk, _ in rows[:MOVED_SHOWN]])
    return {
        "moves": [
            {
                "label": MOVES[sort],
                "sort": sort,
                "count": len(rows),
                "more": len(rows) > MOVED_SHOWN,
                "cases": [{"case": shown[pk], "was": Layer(was).label} for pk, was in rows[:MOVED_SHOWN]],
            }
            for sort, rows in moved.items()
        ]
    }
