"""The pages of hand-overs."""

from functools import partial
from typing import Final

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.conditions import is_regisseur_or_reporter
from casework.cases.finding import visible_case
from casework.cases.states import PartyKind
from casework.engine.finding import is_over, sight_of, visible
from casework.engine.lookup import knows_the_name
from casework.engine.object_page import PER_PAGE, fill_in, gone, only, reading, remember, show, writing
from casework.engine.paging import page_of
from casework.handovers import operations as handing
from casework.handovers.forms import HandoverForm
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import Sight

BY_INDICATIE: Final = "door de voorlopige indicatie"  # as effects writes it down


@writing
def new_handover(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.OFFER_HANDOVER, part="nieuwe overdracht")
    only(request, case, is_regisseur_or_reporter, "nieuwe overdracht")
    return fill_in(
        request,
        HandoverForm,
        case,
        partial(handing.offer_handover, case),
        title="Bied de vraag aan",
        submit="Bied aan",
        done="De vraag is aangeboden. Tot de ander haar overneemt, blijft ze waar ze is.",
        back=case.get_absolute_url(),
        template="child/new_handover.html",
    )


@reading
def my_handovers(request: HttpRequest) -> HttpResponse:
    """Offered to, or held by, myself, my organisation or my team."""
    sight = sight_of(request)
    rows = (
        Handover.objects.visible_to(sight)
        .filter(_offered_to(sight), state__in=HandoverState.LIVE)
        # an indicatie brings the question to the team by itself: nobody offered it, and it stands on the case
        .exclude(state=HandoverState.AANVAARD, accepted_how=BY_INDICATIE)
        .select_related("case__person", "case__kern", "to_organisation", "to_team", "to_contact")
        .order_by("-state", "offered_on", "pk")
    )
    page = page_of(request, rows, PER_PAGE)
    remember(sight, page, part="overdrachten", action=Action.VIEW_HANDOVER)
    return render(request, "child/my_handovers.html", {"page": page})


def _offered_to(sight: Sight) -> Q:
    organisations = {holding.organisation_id for holding in sight.holdings} - {None}
    own = [case for case, kind in sight.grants.items() if kind is not GrantKind.READ_ALONG]
    return (
        Q(to_organisation_id__in=sorted(organisations))
        | Q(to_team_id__in=sorted(sight.team_ids()))
        | Q(to_kind=PartyKind.INWONER, case_id__in=own)
    )


@reading
def handover(request: HttpRequest, key: str) -> HttpResponse:
    """The receiver sees need and kern, and with consent the name and the goals chosen for them. Never the file."""
    if is_over(request, Handover, key):
        return gone(request)
    obj = visible(request, Handover, key, part="overdracht")
    named = knows_the_name(sight_of(request), obj)
    return show(request, "child/handover.html", obj, goals=obj.goals.all() if named else [])
