"""The pages of what is shared, and where it shows: on the plan, beside the case, and to whom it is about."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Prefetch
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open, is_about_a_person
from casework.cases.finding import case_for
from casework.engine.door import available
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.makes import may_make
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.engine.surroundings import surroundings_of
from casework.sharing.forms import SharingForm
from casework.sharing.looks import looks_at
from casework.sharing.models import Sharing
from casework.sharing.operations import share
from casework.sharing.states import SharingState
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may
from roles.shape import Seen

MAKE = Make(
    label="Deel, of leg toestemming vast",
    url="nieuwe-deling",
    order=15,
    by=Permit(Action.EDIT_FILE),
    needs=(case_is_open, is_about_a_person),
    tab="delingen",
    beside_steps=False,
)
new_sharing = form_page(
    case_for(MAKE.by),
    SharingForm,
    share,
    part="delen",
    heading="Deel, of leg toestemming vast",
    submit="Leg vast",
    done="Het staat vast. De inwoner ziet het ook.",
    to="plan/#delingen",
    back="plan/",
    template="sharing/new.html",
    seen_as=MAKE.url,
)


def _sharing(obj: Any, sight: Sight) -> dict[str, Any]:
    """What rests on it, and what was read by it: a colleague opens what they may, the citizen reads what it is."""
    return {
        "offers_by_it": list(obj.handovers.select_related("to_contact", "to_organisation", "to_team")),
        "goals_by_it": list(obj.goals.all()),
        "looks": looks_at(obj),
        "keeps": may(sight, Action.EDIT_FILE, obj),
    }


sharing = object_page(Sharing, "sharing/sharing.html", part="delen", content=_sharing)

_PLAN: Final = "plan"  # the tab where hand-overs and goals are


def _on_plan(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Sharing.objects.visible_to(sight).filter(case=case).select_related(*Sharing.alongside)
    around = surroundings_of(case, sight, sight.on)
    return {"sharings": list(rows), "shares": may_make(case, sight, around, tab=MAKE.tab), "today": sight.on}


ON_TABS = (Part(template="sharing/on_plan.html", order=20, context=_on_plan, tab=_PLAN),)


def reads_along() -> tuple[Any, ...]:
    standing = Sharing.objects.filter(state=SharingState.GEGEVEN)
    return (Prefetch("sharings", standing.select_related("with_organisation", "with_team", "with_contact")),)


def _on_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"sharings": [one for one in case.sharings.all() if one.valid(sight.on)]}


ON_PAGE = (Part(template="sharing/on_page.html", order=45, context=_on_page),)


def _standing(sight: Sight, *, case: int) -> Any:
    rows = Sharing.objects.visible_to(sight).filter(case=case, state=SharingState.GEGEVEN)
    return rows.select_related("with_organisation", "with_team", "with_contact")


_STANDING = Seen("what is shared, for the citizen", _standing, case=Slot.ID)


def _for_citizen(case: Any, sight: Sight, rows: Iterable[Any]) -> dict[str, Any]:
    shown = []
    for one in rows:
        one.case = case
        steps = [offer for offer in available(one, sight) if offer.possible]
        if one.valid(sight.on):
            shown.append((one, steps))
    return {"sharings": shown}


FOR_CITIZEN = (
    Part(
        template="sharing/for_citizen.html",
        order=60,
        ask=lambda case, sight: _STANDING.objects(sight, case=case.pk),
        context=_for_citizen,
    ),
)
URLS = (
    at_case("delingen/nieuw/", new_sharing, "nieuwe-deling"),
    path("delingen/<slug:key>/", sharing, name="deling"),
    path("delingen/<slug:key>/stap/<slug:slug>/", step_page(Sharing), name="deling-stap"),
)
