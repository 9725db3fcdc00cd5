"""The pages of a vangnet request."""

import datetime as dt
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from casework.cases.addresses import at_case
from casework.cases.conditions import is_regisseur_or_reported_it
from casework.cases.finding import case_for
from casework.engine import missing_files
from casework.engine.asking import see_other
from casework.engine.door import available
from casework.engine.files import private_file
from casework.engine.finding import sight_of, visible
from casework.engine.form_page import OF_OBJECT, draft_page, form_page
from casework.engine.lookup import page_of_object
from casework.engine.machine import Permit
from casework.engine.makes import may_make
from casework.engine.next_here import TurnsOf, next_here
from casework.engine.noun import Make, Part, Seen
from casework.engine.step_page import step_page
from casework.engine.surroundings import surroundings_of
from casework.indicaties.pages import DECISIONS
from casework.vangnet import operations
from casework.vangnet.alike import alike
from casework.vangnet.bookings import bookings, exported_bookings
from casework.vangnet.budget_pages import budget, budgets
from casework.vangnet.conditions import no_budget
from casework.vangnet.forms import VangnetForm
from casework.vangnet.models import VangnetRequest
from casework.vangnet.overview import overview
from casework.vangnet.request_list import request_list
from casework.vangnet.rows import Row, rows_of, with_the_case
from casework.vangnet.settling import exported_settling, settling
from casework.vangnet.states import VangnetState
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may


def _with_the_decisions(case: Any, sight: Sight) -> dict[str, Any]:
    rows = VangnetRequest.objects.visible_to(sight).filter(case=case)
    return {
        "requests": rows.select_related("requested_by", "decided_by"),
        "asks": may_make(case, sight, surroundings_of(case, sight, sight.on), tab=MAKE.tab),
    }


# can this be paid now?
ON_TABS = (
    Part(
        template="vangnet/requests.html",
        order=10,
        context=_with_the_decisions,
        tab=DECISIONS.key,
        actions=(Action.VIEW_VANGNET,),
    ),
)


MAKE = Make(
    label="Vraag aan het vangnet",
    url="nieuw-vangnet",
    order=40,
    by=Permit(Action.REQUEST_VANGNET, (is_regisseur_or_reported_it,)),
    needs=operations.TO_DRAFT,
    tab="vangnet",
)
new_request = form_page(
    case_for(MAKE.by),
    VangnetForm,
    operations.draft_request,
    part="nieuwe vangnetaanvraag",
    heading="Geld uit het vangnet",
    submit="Maak het concept",
    done="Het concept is gemaakt. Vraag het nu aan.",
    to=None,
    template=OF_OBJECT,
)
change_request = draft_page(
    VangnetRequest,
    VangnetForm,
    operations.change_request,
    action=Action.REQUEST_VANGNET,
    draft=VangnetState.CONCEPT,
    part="vangnetaanvraag wijzigen",
    heading="Wijzig de aanvraag",
)


def _request(obj: Any, sight: Sight) -> dict[str, Any]:
    """Those who pay see amounts, payee and references; the purpose and the file are for those of the case."""
    budget = obj.budget_on(sight.on)
    if gone := obj.receipt_is_gone:
        missing_files.tell(obj, "receipt")
    return {
        "sees_why": _sees_why(sight, obj),
        "receipt_gone": gone,
        "bookings": obj.entries.order_by("pk"),
        "budget": budget,
        "no_budget": no_budget(obj.case.team, sight.on.year),
        "balance": budget.entries.balance() if budget and may(sight, Action.VIEW_BUDGET, obj) else None,
        "writes": may(sight, Action.EDIT_FILE, obj.case),
        "is_draft": obj.state == VangnetState.CONCEPT and operations.may_change(obj, sight),
    }


def _to_decide(obj: Any, sight: Sight) -> Row | None:
    """What waits for a decision is shown to who decides as on the list: with all that is needed for it."""
    if obj.state != VangnetState.AANGEVRAAGD or not _sees_why(sight, obj):
        return None
    found = with_the_case(VangnetRequest.objects.filter(pk=obj.pk), sight)
    row = next(iter(rows_of(list(found), sight, Action.DECIDE_VANGNET)), None)
    return row if row is not None and (row.buttons or row.why_not) else None


def _sees_why(sight: Sight, obj: Any) -> bool:
    """Whoever may see the case, or made the request themselves."""
    return may(sight, Action.VIEW_CASE, obj.case) or obj.requested_by_id in sight.acts_for


@require_safe
def request(request: HttpRequest, key: str) -> HttpResponse:
    sight = sight_of(request)
    turns = TurnsOf(sight)
    obj = visible(request, VangnetRequest, key, part="vangnetaanvraag", ask=turns.ask)
    about = page_of_object(sight, obj)
    row = _to_decide(obj, sight)
    shown = {declared.name for declared, _ in row.buttons} if row else set()
    offers = [offer for offer in available(obj, sight) if offer.possible or about["sees_anchor"]]
    found = row.alike if row else alike([obj], sight).get(obj.pk)
    if row is not None:
        others = {one.case_id: one for one in row.earlier_shown if one.case_id != obj.case_id}
        reading_log.looked_over(sight, others.values(), part="eerder van het vangnet", action=Action.VIEW_VANGNET)
    context = (
        about | _request(obj, sight) | {"next": next_here(obj, turns.read(), offers, shown), "row": row, "alike": found}
    )
    return render(request, "vangnet/request.html", context)


@require_safe
def receipt(request: HttpRequest, key: str) -> FileResponse | HttpResponse:
    """A receipt may hold a name: it is for those of the case."""
    obj = visible(request, VangnetRequest, key, part="bon of factuur")
    if not obj.receipt or not _sees_why(sight_of(request), obj):
        raise Http404
    if obj.receipt_is_gone:
        return see_other(obj.get_absolute_url())  # where it is told, with what to do
    return private_file(obj.receipt, f"bon-{obj.case.ref}-{obj.public_id}")


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"requests": VangnetRequest.objects.visible_to(sight).filter(case=case)}


ON_LIMITED_PAGE = (Part(template="vangnet/on_limited_page.html", order=30, context=_on_limited_page),)


def who_sees(case: Any, on: dt.date) -> Seen:
    """Whoever pays sees amounts of what was asked for, and nothing else of the case."""
    asked = case.vangnet_requests.exclude(state=VangnetState.CONCEPT).exists()
    return Seen(
        people=case.vangnet_requests.values_list("requested_by_id", flat=True),
        rows=[case] if asked else [],
        action=Action.VIEW_VANGNET,
        words="bedragen van het vangnet, niet het dossier",
        else_nothing=True,
    )


URLS = (
    at_case("vangnet/nieuw/", new_request, "nieuw-vangnet"),
    path("vangnet/", overview, name="vangnet"),
    path("vangnet/aanvragen/", request_list, name="vangnet-aanvragen"),
    path("vangnet/budgetten/", budgets, name="vangnet-budgetten"),
    path("vangnet/budgetten/<int:key>/", budget, name="vangnet-budget"),
    path("vangnet/boekingen/", bookings, name="vangnet-boekingen"),
    path("vangnet/boekingen/uitvoer/<slug:kind>/", exported_bookings, name="vangnet-boekingen-uitvoer"),
    path("vangnet/verrekenen/", settling, name="vangnet-verrekenen"),
    path("vangnet/verrekenen/uitvoer/<slug:kind>/", exported_settling, name="vangnet-verrekenen-uitvoer"),
    path("vangnet/<key:key>/", request, name="vangnetaanvraag"),
    path("vangnet/<key:key>/wijzigen/", change_request, name="vangnet-wijzigen"),
    path("vangnet/<key:key>/bon/", receipt, name="bon"),
    path("vangnet/<key:key>/stap/<slug:slug>/", step_page(VangnetRequest), name="vangnet-stap"),
)
