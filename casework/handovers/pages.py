"""The pages of hand-overs."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Prefetch, Q
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open, is_regisseur_or_reporter
from casework.cases.finding import case_for
from casework.cases.for_one import for_reader
from casework.cases.querysets import as_citizen
from casework.cases.states import PartyKind
from casework.engine.door import available
from casework.engine.form_page import form_page
from casework.engine.lookup import knows_the_name
from casework.engine.machine import Permit
from casework.engine.makes import may_make
from casework.engine.noun import Make, Part, Seen
from casework.engine.object_page import object_page, own_list
from casework.engine.step_page import step_page
from casework.engine.surroundings import surroundings_of
from casework.goals.pages import PLAN
from casework.handovers import conditions
from casework.handovers.forms import HandoverForm
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.handovers.states import HandoverState
from roles import shape
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight

BY_INDICATIE: Final = "door de voorlopige indicatie"  # as effects writes it down


def _with_the_plan(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Handover.objects.visible_to(sight).filter(case=case)
    return {
        "handovers": rows.select_related("to_contact", "to_organisation", "to_team", "case__person", "goal"),
        "offers": may_make(case, sight, surroundings_of(case, sight, sight.on), tab=MAKE.tab),
    }


# where has it been?
ON_TABS = (Part(template="handovers/handovers.html", order=10, context=_with_the_plan, tab=PLAN.key),)


MAKE = Make(
    label="Bied aan een ander aan",
    url="nieuwe-overdracht",
    order=10,
    by=Permit(Action.OFFER_HANDOVER, (is_regisseur_or_reporter,)),
    needs=(case_is_open, conditions.nothing_is_offered),
    # one offer at a time: why there is no second, and where the first can be taken back
    instead=conditions.open_offer,
    instead_label="De vraag is al aangeboden: bekijk dat aanbod",
    tab="overdrachten",
    in_place=True,
)
new_handover = form_page(
    case_for(MAKE.by),
    HandoverForm,
    offer_handover,
    part="nieuwe overdracht",
    heading="Bied de vraag aan",
    submit="Bied aan",
    done="De vraag is aangeboden. Tot de ander haar overneemt, blijft ze waar ze is.",
    to=None,
    template="handovers/new.html",
    seen_as=MAKE.url,
    here="handovers/here.html",
)


def _mine(sight: Sight) -> Any:
    """Offered to, or held by, myself, my organisation or my team."""
    return (
        Handover.objects.visible_to(sight)
        .filter(_offered_to(sight), state__in=HandoverState.LIVE)
        # an indicatie brings the question to the team by itself: nobody offered it, and it stands on the case
        .exclude(state=HandoverState.AANVAARD, accepted_how=BY_INDICATIE)
        .select_related("case__person", "case__kern", "to_organisation", "to_team", "to_contact")
        .order_by("-state", "offered_on", "pk")
    )


def _offered_to(sight: Sight) -> Q:
    organisations = {holding.organisation_id for holding in sight.holdings} - {None}
    return (
        Q(to_organisation_id__in=sorted(organisations))
        | Q(to_team_id__in=sorted(sight.team_ids()))
        | Q(to_kind=PartyKind.INWONER, case_id__in=as_citizen(sight))
    )


my_handovers = own_list(_mine, "handovers/my_handovers.html", part="overdrachten", action=Action.VIEW_HANDOVER)


def _handover(obj: Any, sight: Sight) -> dict[str, Any]:
    """The receiver sees need and kern, and with consent the name and the goals chosen for them. Never the file."""
    return {"goals": obj.goals.filter(for_reader(sight)) if knows_the_name(sight, obj) else []}


handover = object_page(Handover, "handovers/handover.html", part="overdracht", content=_handover)


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("handovers", Handover.objects.select_related("to_contact", "to_organisation", "to_team")),)


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Handover.objects.visible_to(sight).filter(case=case)
    return {"handovers": rows.select_related("to_contact", "to_organisation", "to_team", "case__person")}


ON_LIMITED_PAGE = (Part(template="handovers/on_limited_page.html", order=40, context=_on_limited_page),)


def _live(sight: Sight, *, case: int) -> Any:
    rows = Handover.objects.visible_to(sight)
    return rows.filter(case=case, to_kind=PartyKind.INWONER, state__in=HandoverState.LIVE)


_LIVE = shape.Seen("what is offered to the citizen", _live, case=Slot.ID)


def _offered(case: Any, sight: Sight, rows: Iterable[Any]) -> dict[str, Any]:
    """What is offered to the citizen, or lies with them, each with the answers they can give."""
    answers = []
    for one in rows:
        one.case = case
        answers.append((one, [offer for offer in available(one, sight) if offer.possible]))
    return {"offered": answers}


FOR_CITIZEN = (
    Part(
        template="handovers/for_citizen.html",
        order=10,
        ask=lambda case, sight: _LIVE.objects(sight, case=case.pk),
        context=_offered,
    ),
)


def who_sees(case: Any, on: dt.date) -> Seen:
    seen = (*HandoverState.LIVE, HandoverState.GEWEIGERD)
    rows = list(case.handovers.filter(state__in=seen, shared_until__gt=on))
    return Seen(
        organisations=[one.to_organisation_id for one in rows],
        teams=[one.to_team_id for one in rows],
        rows=rows,
        action=Action.VIEW_HANDOVER,
        words="de overdracht",
    )


URLS = (
    at_case("overdrachten/nieuw/", new_handover, "nieuwe-overdracht"),
    path("overdrachten/", my_handovers, name="overdrachten"),
    path("overdrachten/<slug:key>/", handover, name="overdracht"),
    path("overdrachten/<slug:key>/stap/<slug:slug>/", step_page(Handover), name="overdracht-stap"),
)
