"""`/vangnet/verrekenen/`: what was advanced and is to come back, per financier: how much, since when, whose turn.

Whoever advances money doesn't thereby become the one who pays: the budget has it back in the end, or it is said why not.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.db.models import Case as Choose
from django.db.models import Count, DecimalField, F, Func, Min, OuterRef, Q, Subquery, Sum, TextField, Value, When
from django.db.models.functions import Coalesce, Lower, Trim
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from casework.engine import sheets
from casework.engine.asking import see_other, typed
from casework.engine.finding import token_of
from casework.engine.paging import page_of
from casework.vangnet.bookings import KINDS, PER_PART
from casework.vangnet.models import LedgerEntry, VangnetRequest
from casework.vangnet.rows import turns_of
from casework.vangnet.settle_many import Sheet
from casework.vangnet.states import VangnetState
from casework.vangnet.tabs import sight_for, tabs
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, which

PER_PAGE: Final = 50
HERE: Final = "vangnet-verrekenen"
WAITS: Final = (VangnetState.UITBETAALD, VangnetState.VERANTWOORD)
COLUMNS: Final = (
    *("financier", "zaaknummer", "kenmerk aanvraag", "team", "jaar van het budget", "betaald aan", "betaald op"),
    *("verrekenen uiterlijk", "dagen te laat", "stand", "aan zet"),
    *("voorgeschoten", "verwacht terug", "teruggekomen", "nog open"),
)
_EUROS: Final = DecimalField(max_digits=12, decimal_places=2)


@dataclass(frozen=True, slots=True)
class Financier:
    """One who is to pay back, with the sums of all requests and the rows of this page."""

    name: str
    n: int
    late: int
    since: dt.date
    advanced: Decimal
    expected: Decimal
    returned: Decimal
    rows: list[Any]

    @property
    def open(self) -> Decimal:
        return self.expected - self.returned


# --- what is asked -----------------------------------------------------------------------------------------------


def to_settle(sight: Sight, *, settled: bool) -> Any:
    """Paid requests that somebody is to pay back, of the places where one may see the budget.

    A financier is free text: the same words in other capitals or spaces are the same one. Of what is settled no more is
    expected than came.
    """
    states = (*WAITS, VangnetState.VERREKEND) if settled else WAITS
    spaced = Func(F("recover_from"), Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace")
    came = LedgerEntry.objects.filter(request=OuterRef("pk")).order_by().values("request")
    came = came.annotate(came=Sum("returned")).values("came")
    rows = (
        VangnetRequest.objects.visible_to(sight)
        .filter(which(sight, Action.VIEW_BUDGET, "case__"), state__in=states)
        .exclude(recover_from="")
    )
    return rows.annotate(
        financier=Lower(Trim(spaced), output_field=TextField()),
        came_back=Coalesce(Subquery(came, output_field=_EUROS), Decimal(0), output_field=_EUROS),
    ).annotate(
        expected=Choose(When(state=VangnetState.VERREKEND, then=F("came_back")), default=F("paid_amount")),
    )


def _sums(rows: Any, on: dt.date) -> list[dict[str, Any]]:
    """Per financier, over all pages; who owes longest first."""
    late = Count("pk", filter=Q(state__in=WAITS, recover_on__lt=on))
    return list(
        rows.order_by()
        .values("financier")
        .annotate(
            name=Min("recover_from"),
            n=Count("pk"),
            late=late,
            since=Min("paid_on"),
            advanced_sum=Sum("paid_amount"),
            expected_sum=Sum("expected"),
            returned_sum=Sum("came_back"),
        )
        .order_by("since", "financier")
    )


def _in_order(rows: Any) -> Any:
    return rows.select_related("case", "budget__team").order_by("financier", F("recover_on").asc(nulls_last=True), "pk")


def _with_turns(requests: list[Any], on: dt.date) -> list[Any]:
    turns = turns_of(requests)
    for one in requests:
        one.turn = turns.get(one.public_id)
        one.still_open = one.expected - one.came_back
        one.days_late = (on - one.recover_on).days if one.state in WAITS and one.recover_on else 0
    return requests


def _financiers(sums: list[dict[str, Any]], requests: list[Any]) -> list[Financier]:
    of = {one["financier"]: one for one in sums}
    return [
        Financier(
            name=of[key]["name"],
            n=of[key]["n"],
            late=of[key]["late"],
            since=of[key]["since"],
            advanced=of[key]["advanced_sum"],
            expected=of[key]["expected_sum"],
            returned=of[key]["returned_sum"],
            rows=list(rows),
        )
        for key, rows in groupby(requests, key=lambda one: one.financier)
        if key in of  # between two questions the last of it can have been settled
    ]


# --- the page and the file ---------------------------------------------------------------------------------------


def _wants_settled(request: HttpRequest) -> bool:
    return request.GET.get("alles") == "1"


@require_http_methods(["GET", "HEAD", "POST"])
def settling(request: HttpRequest) -> HttpResponse:
    """The list; whoever pays settles many of it at once, and reads of each what came of it."""
    action = Action.PAY_VANGNET if request.method == "POST" else Action.VIEW_BUDGET
    sight = sight_for(request, action, part="vangnet, te verrekenen")
    sheet = Sheet(sight, typed(request))
    if request.method == "POST":
        sheet.settle(token_of(request))
        if sheet.all_went_well:
            messages.success(request, sheet.told)
            return see_other(request.get_full_path())
    context = _list(request, sight, sheet)
    return render(request, "vangnet/settling.html", context, status=409 if request.method == "POST" else 200)


def _list(request: HttpRequest, sight: Sight, sheet: Sheet) -> dict[str, Any]:
    settled = _wants_settled(request)
    rows = to_settle(sight, settled=settled)
    page = page_of(request, _in_order(rows).prefetch_related("entries"), PER_PAGE)
    requests, sums = _with_turns(list(page.object_list), sight.on), _sums(rows, sight.on)
    for one in requests:
        one.sheet = sheet.row_of(one)
    page.object_list = _financiers(sums, requests)
    why = f"te verrekenen{', ook wat verrekend is' if settled else ''}, bladzijde {page.number}"
    reading_log.listed(sight, part="vangnet, te verrekenen", why=why, rows=len(requests))
    advanced, expected, returned = (
        sum((one[f"{name}_sum"] for one in sums), Decimal(0)) for name in ("advanced", "expected", "returned")
    )
    return {
        "tabs": tabs(sight, HERE),
        "page": page,
        "sheet": sheet,
        "settles": any(one.sheet for one in requests),
        "settled": settled,
        "n": sum(one["n"] for one in sums),
        "late": sum(one["late"] for one in sums),
        "advanced": advanced,
        "expected": expected,
        "returned": returned,
        "open": expected - returned,
    }


@require_safe
def exported_settling(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A row per request; remembered with the filter and how many."""
    sight = sight_for(request, Action.VIEW_BUDGET, part="vangnet, te verrekenen, uitvoer")
    if kind not in KINDS:
        raise Http404
    settled = _wants_settled(request)
    keys = list(_in_order(to_settle(sight, settled=settled)).values_list("pk", flat=True))
    why = f"als {kind}: te verrekenen{', ook wat verrekend is' if settled else ''}"
    reading_log.exported(sight, part="vangnet, te verrekenen, uitvoer", why=why, rows=len(keys))
    return KINDS[kind]("te-verrekenen", COLUMNS, _cells(sight, keys))


def _cells(sight: Sight, keys: list[int]) -> Iterator[tuple[sheets.Cell, ...]]:
    for start in range(0, len(keys), PER_PART):
        part = keys[start : start + PER_PART]
        rows = to_settle(sight, settled=True).select_related("case", "budget__team").filter(pk__in=part)
        found = {one.pk: one for one in _with_turns(list(rows), sight.on)}
        yield from (_line(found[pk]) for pk in part if pk in found)


def _line(one: Any) -> tuple[sheets.Cell, ...]:
    return (
        *(one.recover_from, one.case.ref, one.public_id, one.budget.team.name, one.budget.year, one.payee, one.paid_on),
        *(one.recover_on, max(one.days_late, 0), one.get_state_display(), one.turn.doer if one.turn else ""),
        *(one.paid_amount, one.expected, one.came_back, one.still_open),
    )
