"""`/vangnet/`: what waits to be decided, paid or settled, what is left in each budget, and what moved last."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.engine.finding import sight_of
from casework.engine.paging import ListPage, page_of
from casework.vangnet.budgets import counts_more_than_it_lists, purses, visible_budgets
from casework.vangnet.models import LedgerEntry, VangnetRequest
from casework.vangnet.rows import rows_of, with_the_case
from casework.vangnet.states import VangnetState
from casework.vangnet.tabs import FRONT, sight_for, tabs
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, which

WAITS_FOR_PAYER: Final = (VangnetState.GOEDGEKEURD, VangnetState.VERANTWOORD)
REQUESTS_SHOWN: Final = 20
ENTRIES_SHOWN: Final = 8


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    sight = sight_for(request, Action.VIEW_VANGNET, part="vangnet")
    decides, pays = sight.has(Action.DECIDE_VANGNET), sight.has(Action.PAY_VANGNET)
    waiting = _rows(request, (VangnetState.AANGEVRAAGD,), Action.DECIDE_VANGNET, name="beslissen") if decides else None
    payable = _rows(request, WAITS_FOR_PAYER, Action.PAY_VANGNET, name="betalen") if pays else None
    # all that is needed to decide is on this screen, so each case on it has been looked at
    read = {one.case_id: one for row in waiting or () for one in (*row.earlier_shown, row.request)}
    reading_log.looked_over(sight, read.values(), part="vangnet om te beslissen", action=Action.VIEW_VANGNET)
    recent = purses(visible_budgets(sight).filter(year__gte=sight.on.year - 1), sight.on)
    entries = LedgerEntry.objects.visible_to(sight).filter(budget__in=[purse.budget for purse in recent])
    context = {
        "tabs": tabs(sight, FRONT),
        "waiting": waiting,
        "payable": payable,
        "purses": recent,
        "hides": counts_more_than_it_lists(sight),
        "moves": entries.select_related("budget__team", "request__case")[:ENTRIES_SHOWN] if recent else (),
        "asked": None if decides or pays else page_of(request, _asked(sight), REQUESTS_SHOWN, name="lopend"),
    }
    return render(request, "vangnet/overview.html", context)


def _rows(request: HttpRequest, states: Any, action: Action, *, name: str) -> ListPage:
    """The requests in these states on which this person's roles know this action, the oldest first."""
    sight = sight_of(request)
    result = (
        VangnetRequest.objects.visible_to(sight)
        .filter(which(sight, action, "case__"), state__in=states)
        .exclude(state=VangnetState.VERANTWOORD, recover_from="")  # there is nobody to settle with
        .prefetch_related(*(("entries",) if action is Action.PAY_VANGNET else ()))  # what is left of each
        .order_by("requested_on", "pk")
    )
    page = page_of(request, with_the_case(result, sight), REQUESTS_SHOWN, name=name)
    page.object_list = rows_of(list(page.object_list), sight, action)
    return page


def _asked(sight: Sight) -> Any:
    """For who neither decides nor pays: the requests they can see that are not settled yet."""
    done = (VangnetState.VERREKEND, VangnetState.AFGEWEZEN, VangnetState.INGETROKKEN)
    rows = VangnetRequest.objects.visible_to(sight).exclude(state__in=done).select_related("case")
    return rows.order_by("-pk")
