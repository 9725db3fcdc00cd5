"""`/vangnet/budgetten/`: every budget, and of each how its year goes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.vangnet.budgets import counts_more_than_it_lists, purses, visible_budgets
from casework.vangnet.course import course, picture
from casework.vangnet.tabs import sight_for, tabs
from roles import reading_log
from roles.actions import Action

PER_PAGE = 50
HERE = "vangnet-budgetten"
_LARGEST_KEY = 2**63 - 1


@require_safe
def budgets(request: HttpRequest) -> HttpResponse:
    sight = sight_for(request, Action.VIEW_BUDGET, part="vangnetbudgetten")
    page = page_of(request, visible_budgets(sight), PER_PAGE)
    page.object_list = purses(page.object_list, sight.on)
    return render(
        request, "vangnet/budgets.html", {"tabs": tabs(sight, HERE), "page": page, "purses": page.object_list}
    )


@require_safe
def budget(request: HttpRequest, key: int) -> HttpResponse:
    """Of a team whose budget one may see; for anyone else it doesn't exist."""
    sight = sight_of(request)
    found = visible_budgets(sight).filter(pk=min(key, _LARGEST_KEY)).first()
    if found is None:
        reading_log.refused(sight, file_id=None, ref="", part="vangnetbudget")
        raise Http404
    purse = purses([found], sight.on)[0]
    months = course(purse)
    context = {
        "tabs": tabs(sight, HERE),
        "purse": purse,
        "months": months,
        "last": months[-1] if months else None,
        "ahead": None if purse.forecast is None else purse.balance.total - purse.forecast,
        "shown": picture(purse, months) if months else None,
        "hides": counts_more_than_it_lists(sight),
    }
    return render(request, "vangnet/budget.html", context)
