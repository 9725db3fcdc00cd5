"""The pages of a vangnet request."""

import datetime as dt
from functools import partial
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import is_regisseur_or_reported_it
from casework.cases.finding import visible_case
from casework.cases.tabs import tab_page
from casework.engine.files import private_file
from casework.engine.finding import sight_of, visible
from casework.engine.noun import Part, Seen, Tab
from casework.engine.object_page import change_draft, fill_in, only, reading, show, writing
from casework.engine.step_page import step_page
from casework.vangnet import operations as money
from casework.vangnet.conditions import left_to_recover
from casework.vangnet.forms import VangnetForm
from casework.vangnet.models import VangnetRequest
from casework.vangnet.overview import overview
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.policy import Sight, may


def _requests(case: Any, sight: Sight) -> dict[str, Any]:
    rows = VangnetRequest.objects.visible_to(sight).filter(case=case)
    return {"requests": rows.select_related("requested_by", "decided_by")}


REQUESTS = Tab(
    key="vangnet", place="vangnet/", label="Vangnet", order=40, actions=(Action.VIEW_FILE, Action.VIEW_VANGNET)
)
requests = tab_page(REQUESTS, "vangnet/requests.html", _requests)  # can this be paid now?


@writing
def new_request(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.REQUEST_VANGNET, part="nieuwe vangnetaanvraag")
    only(request, case, is_regisseur_or_reported_it, "nieuwe vangnetaanvraag")
    return fill_in(
        request,
        VangnetForm,
        case,
        partial(money.draft_request, case),
        title="Geld uit het vangnet",
        submit="Maak het concept",
        done="Het concept is gemaakt. Vraag het nu aan.",
        back=case.get_absolute_url(),
    )


@reading
def request(request: HttpRequest, key: str) -> HttpResponse:
    """Those who pay see amounts, payee and references; the purpose and the file are for those of the case."""
    obj = visible(request, VangnetRequest, key, part="vangnetaanvraag")
    return show(
        request,
        "child/request.html",
        obj,
        sees_why=_sees_why(sight_of(request), obj),
        bookings=obj.entries.order_by("pk"),
        balance=obj.budget.entries.balance() if may(sight_of(request), Action.VIEW_BUDGET, obj) else None,
        left=left_to_recover(obj) if obj.paid_amount else None,
        is_draft=obj.state == VangnetState.CONCEPT and money.may_change(obj, sight_of(request)),
    )


def _sees_why(sight: Sight, obj: VangnetRequest) -> bool:
    """Whoever may see the case, or made the request themselves."""
    return may(sight, Action.VIEW_CASE, obj.case) or obj.requested_by_id in sight.acts_for


@writing
def change_request(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, VangnetRequest, key, part="vangnetaanvraag wijzigen")
    return change_draft(
        request,
        obj,
        VangnetForm,
        money.change_request,
        Action.REQUEST_VANGNET,
        VangnetState.CONCEPT,
        "Wijzig de aanvraag",
    )


@reading
def receipt(request: HttpRequest, key: str) -> FileResponse:
    """A receipt may hold a name: it is for those of the case."""
    obj = visible(request, VangnetRequest, key, part="bon of factuur")
    if not obj.receipt or not _sees_why(sight_of(request), obj):
        raise Http404
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
    at_case("vangnet/", requests, "zaak-vangnet"),
    at_case("vangnet/nieuw/", new_request, "nieuw-vangnet"),
    path("vangnet/", overview, name="vangnet"),
    path("vangnet/<slug:key>/", request, name="vangnetaanvraag"),
    path("vangnet/<slug:key>/wijzigen/", change_request, name="vangnet-wijzigen"),
    path("vangnet/<slug:key>/bon/", receipt, name="bon"),
    path("vangnet/<slug:key>/stap/<slug:slug>/", step_page(VangnetRequest), name="vangnet-stap"),
)
