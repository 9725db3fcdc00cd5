"""Mijn casussen: what am I responsible for? Each case that one directs or covers, whose turn it is, what it waits for, or
that help still runs."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.cases.states import Phase
from casework.desk.chip import Chip
from casework.desk.directed import FIRST, NO_END, SORTS, Standing, counts, shown
from casework.desk.my_cases_rows import as_html
from casework.engine import sheets
from casework.engine.finding import sight_of
from casework.engine.paging import Ahead, is_first, page_of
from casework.waits.states import WaitsFor
from roles import reading_log
from roles.actions import Action
from roles.fixed import together
from roles.policy import Sight
from roles.shape import Seen

PER_PAGE: Final = 50
PER_PART: Final = 500  # rows of an export that are in memory at once
CHIPS: Final = {"": "Alle", Standing.TURN: "Aan zet", Standing.WAITS: "Wacht", Standing.SLEEPS: "Slapend"}
HEADS: Final = {
    "wie": "Wie",
    "stand": "Stand",
    "fase": "Fase",
    "laag": "Ligt nu bij",
    "datum": "Eerste datum",
    "contact": "Laatste contact",
    "doelen": "Doelen te laat",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A case as it stands in the list."""

    case: Any
    for_whom: str  # 'namens' whom one covers; empty for one's own

    @property
    def waits_until(self) -> dt.date | None:
        waiting = self.case.waiting
        return dt.date.fromisoformat(waiting["until"]) if waiting else None

    @property
    def party(self) -> str:
        """'een offerte': for what it waits, and no more than a row has room for."""
        return WaitsFor(self.case.waiting["waits_for"]).label

    @property
    def standing(self) -> str:
        """'wacht op een offerte: traplift', as a file says it."""
        match Standing(self.case.stands):
            case Standing.WAITS:
                what = self.case.waiting["what"]
                return f"wacht op {self.party}{f': {what}' if what else ''}"
            case Standing.SLEEPS:
                return "slapend" if self.help_until else "slapend, hulp zonder einde"
        return "aan zet"

    @property
    def help_until(self) -> dt.date | None:
        """The last day of help that runs; none where it has no end."""
        return None if self.case.help_until == NO_END else self.case.help_until

    @property
    def evaluation_is_past(self) -> bool:
        case = self.case
        return case.phase == Phase.UITVOERING and bool(case.evaluate_on) and case.evaluate_on < timezone.localdate()


# --- what is asked -----------------------------------------------------------------------------------------------

_COUNTS: Final = Seen("how many of one's cases stand so", counts)
# as the list opens, and as its chips lead to; sorted otherwise it is asked as it comes
_FIRST: Final = Seen("the first of one's cases", lambda sight, standing: shown(sight, standing, FIRST)[: PER_PAGE + 1])


def _asked(request: HttpRequest, sight: Sight, standing: str, sort: str) -> Ahead:
    first = _FIRST.objects(sight, standing) if sort == FIRST and is_first(request) else None
    return Ahead(first, lambda: shown(sight, standing, sort), PER_PAGE)


def _sight_of_who_directs(request: HttpRequest) -> Sight:
    sight = sight_of(request)
    if not sight.has(Action.LEAD_CASE):
        reading_log.refused(sight, file_id=None, ref="", part="casussen")
        raise PermissionDenied
    return sight


def _chosen(request: HttpRequest) -> tuple[str, str]:
    """The standing and the sort in the address; what is none of ours is as if it weren't there."""
    standing, sort = request.GET.get("stand", ""), request.GET.get("sorteer", "")
    return standing if standing in CHIPS else "", sort if sort.removeprefix("-") in SORTS else FIRST


# --- the page ----------------------------------------------------------------------------------------------------


@require_safe
def my_cases(request: HttpRequest) -> HttpResponse:
    sight = _sight_of_who_directs(request)
    standing, sort = _chosen(request)
    with together():
        asked = _asked(request, sight, standing, sort)
        counted = _COUNTS.rows(sight)
    page = page_of(request, asked, PER_PAGE, counted=False)
    page.object_list = _rows(sight, page.object_list)
    others = sum(bool(row.for_whom) for row in page.object_list)
    why = f"casussen van wie ik waarneem, bladzijde {page.number}"
    reading_log.listed(sight, part="casussen", why=why, rows=others)
    numbers = {one.stands: one.n for one in counted}
    return render(
        request,
        "desk/my_cases.html",
        {
            "page": page,
            "rows": as_html(page.object_list),
            "standing": standing,
            "chips": _chips(request, standing, numbers),
            "heads": [_head(key, label, sort) for key, label in HEADS.items()],
            "sort": sort,
        },
    )


def _chips(request: HttpRequest, standing: str, numbers: dict[str, int]) -> list[Chip]:
    """Each leads to its own first page, sorted as it is now."""
    made = []
    for key, label in CHIPS.items():
        asked = request.GET.copy()
        for name in ("pagina", "stand"):
            asked.pop(name, None)
        if key:
            asked["stand"] = key
        count = numbers.get(key, 0) if key else sum(numbers.values())
        heard = "casus" if count == 1 else "casussen"
        url = f"?{asked.urlencode()}" if asked else request.path
        made.append(Chip(label, url, key == standing, heard, count, key))
    return made


def _rows(sight: Sight, cases: Any) -> list[Row]:
    return [Row(case, "" if case.regisseur_id == sight.user_id else case.regisseur.name) for case in cases]


def _head(key: str, label: str, sort: str) -> dict[str, str]:
    """A column one can sort by: how it is now, and what a click makes of it."""
    now = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
    return {"key": key, "label": label, "now": now, "to": f"-{key}" if now == "ascending" else key}


# --- as a file ---------------------------------------------------------------------------------------------------

COLUMNS: Final = (
    *("zaaknummer", "inwoner of voorziening", "kern", "de vraag begint met", "spoed", "stand", "wacht tot"),
    *("hulp tot en met", "fase", "ligt nu bij", "eerste datum", "wat dan", "laatste contact", "doelen te laat"),
    *("evaluatie", "casusregisseur"),
)
_KINDS: Final = {"csv": sheets.as_csv, "ods": sheets.as_ods}


@require_safe
def exported(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The list as one filtered and sorted it, as .csv or .ods: remembered with its filter and how many."""
    sight = _sight_of_who_directs(request)
    if kind not in _KINDS:
        raise Http404
    standing, sort = _chosen(request)
    keys = [pk for (pk,) in shown(sight, standing, sort).values_list("pk")]
    why = f"als {kind}: {CHIPS[Standing(standing) if standing else ''].lower()}, gesorteerd op {sort}"
    reading_log.exported(sight, part="casussen, uitvoer", why=why, rows=len(keys))
    return _KINDS[kind]("casussen", COLUMNS, _cells(sight, keys))


def _cells(sight: Sight, keys: list[int]) -> Iterator[tuple[sheets.Cell, ...]]:
    """A part at a time: what may be seen by then, in the order in which it was counted."""
    for start in range(0, len(keys), PER_PART):
        part = keys[start : start + PER_PART]
        found = {row.case.pk: row for row in _rows(sight, shown(sight, "", FIRST).filter(pk__in=part))}
        yield from (_line(found[pk]) for pk in part if pk in found)


def _line(row: Row) -> tuple[sheets.Cell, ...]:
    case = row.case
    contact = timezone.localtime(case.contact_at).date() if case.contact_at else None
    return (
        *(case.ref, case.subject, case.kern.name, case.begins, "ja" if case.urgent else "", row.standing),
        *(row.waits_until, row.help_until, case.get_phase_display(), case.holder_name, case.due_on),
        *(case.due["what"] if case.due else "", contact, case.late_goals, case.evaluate_on, case.regisseur.name),
    )
