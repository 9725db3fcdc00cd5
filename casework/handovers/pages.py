"""The pages of hand-overs."""

import datetime as dt
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import is_regisseur_or_reporter
from casework.cases.finding import visible_case
from casework.cases.states import PartyKind
from casework.cases.tabs import tab_page
from casework.engine.asking import see_other
from casework.engine.door import available
from casework.engine.errors import NotAllowed, NotNow, Reason, Repeated
from casework.engine.finding import is_over, refuse, sight_of, token_of, visible
from casework.engine.lookup import knows_the_name
from casework.engine.noun import Part, Seen, Tab
from casework.engine.object_page import PER_PAGE, fill_in, gone, only, reading, remember, show, writing
from casework.engine.paging import page_of
from casework.engine.step_page import step_page
from casework.handovers import operations as handing
from casework.handovers.consents import consents_of, in_use, what_follows
from casework.handovers.forms import HandoverForm
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.network.withdrawing import withdraw_consent as take_back
from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import Sight

BY_INDICATIE: Final = "door de voorlopige indicatie"  # as effects writes it down


def _handovers(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Handover.objects.visible_to(sight).filter(case=case)
    return {
        "handovers": rows.select_related("to_contact", "to_organisation", "to_team", "case__person", "goal"),
        "consents": consents_of(case),
    }


HANDOVERS = Tab(key="overdrachten", place="overdrachten/", label="Overdrachten", order=50)
# where has it been, and what did the citizen agree to?
handovers = tab_page(HANDOVERS, "handovers/handovers.html", _handovers)


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


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("handovers", Handover.objects.select_related("to_contact", "to_organisation", "to_team")),)


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Handover.objects.visible_to(sight).filter(case=case)
    return {"handovers": rows.select_related("to_contact", "to_organisation", "to_team", "case__person")}


ON_LIMITED_PAGE = (Part(template="handovers/on_limited_page.html", order=40, context=_on_limited_page),)


def _offered(case: Any, sight: Sight) -> dict[str, Any]:
    """What is offered to the citizen, or lies with them, each with the answers they can give."""
    rows = Handover.objects.visible_to(sight).filter(case=case, to_kind=PartyKind.INWONER, state__in=HandoverState.LIVE)
    answers = []
    for one in rows:
        one.case = case
        answers.append((one, [offer for offer in available(one, sight) if offer.possible]))
    return {"offered": answers}


def _consents(case: Any, sight: Sight) -> dict[str, Any]:
    return {"consents": consents_of(case).filter(in_use(), withdrawn_at=None).distinct(), "today": sight.on}


FOR_CITIZEN = (
    Part(template="handovers/for_citizen.html", order=10, context=_offered),
    Part(template="handovers/for_citizen_consents.html", order=60, context=_consents),
)


@writing
def withdraw_consent(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """'Trek in', by the citizen: that sight ends at once. First what it means, then the button."""
    case = visible_case(request, ref, Action.VIEW_OWN, part="toestemming intrekken")
    consent = get_object_or_404(case.consents, pk=pk) if pk < 2**63 else None
    if consent is None:
        raise Http404
    reasons: tuple[Reason, ...] = ()
    follows = what_follows(case, consent)
    if request.method == "POST":
        try:
            take_back(consent, by=sight_of(request), token=token_of(request))
        except Repeated:
            pass  # the first click did it
        except NotNow as error:
            reasons = error.reasons
        except NotAllowed:
            refuse(request, case, part="toestemming intrekken")
            raise PermissionDenied from None
    if request.method == "POST" and not reasons:
        messages.success(request, " ".join(("U hebt uw toestemming ingetrokken.", *follows)))
        return see_other(case.citizen_url)
    context = {"case": case, "consent": consent, "reasons": reasons, "follows": follows}
    return render(request, "handovers/withdraw_consent.html", context, status=409 if reasons else 200)


def who_sees(case: Any, on: dt.date) -> Seen:
    rows = list(case.handovers.filter(state__in=HandoverState.LIVE, shared_until__gt=on))
    return Seen(
        organisations=[one.to_organisation_id for one in rows],
        teams=[one.to_team_id for one in rows],
        rows=rows,
        action=Action.VIEW_HANDOVER,
        words="de overdracht",
    )


URLS = (
    at_case("overdrachten/", handovers, "zaak-overdrachten"),
    at_case("overdrachten/nieuw/", new_handover, "nieuwe-overdracht"),
    path("mijn/<ref:ref>/toestemming/<int:pk>/intrekken/", withdraw_consent, name="mijn-toestemming-intrekken"),
    path("overdrachten/", my_handovers, name="overdrachten"),
    path("overdrachten/<slug:key>/", handover, name="overdracht"),
    path("overdrachten/<slug:key>/stap/<slug:slug>/", step_page(Handover), name="overdracht-stap"),
)
