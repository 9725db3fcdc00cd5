"""The pages of a vangnet request."""

from functools import partial

from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from casework.cases.conditions import is_regisseur_or_reported_it
from casework.cases.finding import visible_case
from casework.engine.files import private_file
from casework.engine.finding import sight_of, visible
from casework.engine.object_page import change_draft, fill_in, only, reading, show, writing
from casework.vangnet import operations as money
from casework.vangnet.conditions import left_to_recover
from casework.vangnet.forms import VangnetForm
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.policy import Sight, may


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
