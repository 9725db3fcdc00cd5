"""`/vangnet/`: what waits to be decided, paid or settled, and what is left in each budget.

Whoever decides sees all that is needed to decide; whoever pays sees amounts, payee and references, no name, no file.
The number of queries stays the same however many requests wait.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from casework.cases.work import WorkItem
from casework.engine.finding import sight_of
from casework.engine.machine import Attempt, Step, steps_of
from casework.engine.paging import ListPage, page_of
from casework.engine.surroundings import TeamSurroundings
from casework.vangnet.alike import alike
from casework.vangnet.models import LedgerEntry, VangnetBudget, VangnetRequest
from casework.vangnet.querysets import Balance
from casework.vangnet.states import VangnetState
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may, which

WAITS_FOR_PAYER: Final = (VangnetState.GOEDGEKEURD, VangnetState.VERANTWOORD)
REQUESTS_SHOWN: Final = 20
ENTRIES_SHOWN: Final = 25
BAR: Final = 600  # width of a budget's bar, in its own units


@dataclass(frozen=True, slots=True)
class Row:
    """One request as the list shows it: the buttons this person has on it, or why they have none."""

    request: VangnetRequest
    buttons: tuple[tuple[Step, str], ...]
    why_not: str
    purse: "Purse | None"  # what it is paid from, where one may see that
    alike: list[VangnetRequest]  # asked for twice?
    turn: WorkItem | None  # the open turn behind it: by when, and how that was counted

    @property
    def short(self) -> bool:
        asked = self.request.state == VangnetState.AANGEVRAAGD
        return asked and self.purse is not None and self.purse.balance.free < self.request.amount


@dataclass(frozen=True, slots=True)
class Purse:
    """A budget with its sums, and the parts of its bar."""

    budget: VangnetBudget
    balance: Balance

    @property
    def bar(self) -> list[dict[str, Any]]:
        """Free, reserved and spent (less what came back), side by side over the whole width."""
        parts = (
            ("vrij", self.balance.free),
            ("gereserveerd", self.balance.reserved),
            ("uitgegeven", self.balance.spent - self.balance.returned),
        )
        total, at, result = max(sum((size for _, size in parts), Decimal(0)), Decimal(1)), 0, []
        for name, size in parts:
            width = int(size * BAR / total)
            result.append({"name": name, "x": str(at), "width": str(width)})
            at += width
        return result


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    sight = sight_of(request)
    if not sight.has(Action.VIEW_VANGNET):
        reading_log.refused(sight, file_id=None, ref="", part="vangnet")
        raise PermissionDenied
    budgets = list(VangnetBudget.objects.filter(_budgets(sight)).select_related("team"))
    purses = _purses(budgets)
    waiting = (
        _rows(request, VangnetState.AANGEVRAAGD, Action.DECIDE_VANGNET, purses, name="beslissen")
        if sight.has(Action.DECIDE_VANGNET)
        else None
    )
    payable = (
        _rows(request, WAITS_FOR_PAYER, Action.PAY_VANGNET, purses, name="betalen")
        if sight.has(Action.PAY_VANGNET)
        else None
    )
    # all that is needed to decide is on this screen, so each case on it has been looked at
    requests = [row.request for row in waiting or ()]
    reading_log.looked_over(sight, requests, part="vangnet om te beslissen", action=Action.VIEW_VANGNET)
    entries = (
        LedgerEntry.objects.visible_to(sight).filter(budget__in=budgets).select_related("budget__team", "request", "by")
    )
    context = {
        "waiting": waiting,
        "payable": payable,
        "purses": purses,
        "sees_all": not sight.recused and any(holding.everywhere for holding in sight.holdings),
        "page": page_of(request, entries, ENTRIES_SHOWN),
        "asked": page_of(request, _asked(sight), REQUESTS_SHOWN, name="lopend")
        if waiting is None and payable is None
        else None,
    }
    return render(request, "vangnet/overview.html", context)


def _budgets(sight: Sight) -> Q:
    """The budgets of the teams whose budget one may see, this year and the last."""
    recent = Q(year__gte=sight.on.year - 1)
    places = [holding for holding in sight.holdings if _may_see_budget(sight, holding)]
    if any(holding.everywhere for holding in places):
        return recent
    return recent & Q(team_id__in=sorted({holding.team_id for holding in places if holding.team_id}))


def _may_see_budget(sight: Sight, holding: Any) -> bool:
    place = Sight(user=sight.user, on=sight.on, holdings=(holding,))
    return place.has(Action.VIEW_BUDGET)


def _purses(budgets: list[VangnetBudget]) -> list[Purse]:
    """Every balance in one query."""
    sums = {
        row["budget_id"]: Balance(**{name: row[f"{name}__sum"] for name in Balance.__slots__})
        for row in LedgerEntry.objects.filter(budget__in=budgets)
        .order_by()
        .values("budget_id")
        .annotate(*(Sum(name, default=Decimal(0)) for name in Balance.__slots__))
    }
    nothing = Balance(Decimal(0), Decimal(0), Decimal(0), Decimal(0))
    return [Purse(budget, sums.get(budget.pk, nothing)) for budget in budgets]


def _rows(request: HttpRequest, states: Any, action: Action, purses: list[Purse], *, name: str) -> ListPage:
    """The requests in these states on which this person's roles know this action, the oldest first."""
    sight = sight_of(request)
    wanted = (states,) if isinstance(states, str) else states
    result = (
        VangnetRequest.objects.visible_to(sight)
        .filter(which(sight, action, "case__"), state__in=wanted)
        .exclude(state=VangnetState.VERANTWOORD, recover_from="")  # there is nobody to settle with
        .select_related("case__person", "case__kern", "case__team", "budget__team", "requested_by", "mandate")
        .prefetch_related(*(("entries",) if action is Action.PAY_VANGNET else ()))  # what is left of each
        .order_by("requested_on", "pk")
    )
    page = page_of(request, result, REQUESTS_SHOWN, name=name)
    around, rows = TeamSurroundings(sight), list(page.object_list)
    # the latest turn first, so that of two (an escalation) the first to be due is kept
    keys = [one.public_id for one in rows]
    turns = {turn.object_id: turn for turn in WorkItem.objects.open().filter(object_id__in=keys).order_by("-due_on")}
    twice, of = alike(rows, sight), {(purse.budget.team_id, purse.budget.year): purse for purse in purses}
    page.object_list = [
        Row(
            one,
            *_buttons(one, sight, action, around),
            purse=of.get(_paid_from(one, sight)),
            alike=twice.get(one.pk, []),
            turn=turns.get(one.public_id),
        )
        for one in rows
    ]
    return page


def _paid_from(one: VangnetRequest, sight: Sight) -> tuple[int, int]:
    """The team and year of the budget: until it is promised those of today (see `VangnetRequest.budget_on`)."""
    if one.state in VangnetState.UNDECIDED:
        return one.case.team_id, sight.on.year
    return one.budget.team_id, one.budget.year


def _buttons(
    obj: VangnetRequest, sight: Sight, action: Action, around: TeamSurroundings
) -> tuple[tuple[tuple[Step, str], ...], str]:
    """The buttons, or why there are none: from the permits of the declared steps. What else a step needs is told on
    its own page."""
    attempt = Attempt(obj, sight, timezone.now(), sight.on, {}, around)
    buttons, why_not = [], ""
    for declared in steps_of(VangnetRequest):
        permit = next((one for one in declared.permits if one.action == action), None)
        if permit is None or obj.state not in declared.sources or not may(sight, action, obj):
            continue
        theirs = permit.by_another(attempt)
        unmet = next((reason for who in permit.who if (reason := who.unmet(theirs))), None)
        if unmet is None:
            buttons.append((declared, f"{obj.get_absolute_url()}stap/{declared.slug}/"))
        else:
            why_not = why_not or unmet.text
    return tuple(buttons), "" if buttons else why_not


def _asked(sight: Sight) -> Any:
    """For who neither decides nor pays: the requests they can see that are not settled yet."""
    done = (VangnetState.VERREKEND, VangnetState.AFGEWEZEN, VangnetState.INGETROKKEN)
    rows = VangnetRequest.objects.visible_to(sight).exclude(state__in=done).select_related("case")
    return rows.order_by("-pk")
