"""The pages of a krachtenveldanalyse: the analysis itself, on paper, and where it shows."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open, is_about_a_person
from casework.cases.finding import case_for
from casework.engine.finding import sight_of, visible
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part, Seen
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.forcefields.conditions import is_regisseur_or_leader, none_is_out
from casework.forcefields.forms import AskForm
from casework.forcefields.models import ForceField
from casework.forcefields.operations import ask_force_field
from casework.forcefields.paper import TEMPLATE, content_for
from casework.forcefields.picture import SCREEN, field_picture
from casework.forcefields.shown import shown
from casework.forcefields.states import ForceFieldState
from casework.householdplans.paper import as_answer
from casework.sharing.read_first import told
from roles import shape
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight, may

PART: Final = "krachtenveldanalyse"
MAKE = Make(
    label="Vraag een krachtenveldanalyse",
    url="nieuw-krachtenveld",
    order=48,
    by=Permit(Action.LEAD_CASE, (is_regisseur_or_leader,)),
    needs=(case_is_open, is_about_a_person, none_is_out),
    tab="wijkweb",
    beside_steps=False,
)
new_force_field = form_page(
    case_for(MAKE.by),
    AskForm,
    ask_force_field,
    part="nieuwe krachtenveldanalyse",
    heading="Vraag een krachtenveldanalyse",
    submit="Vraag de analyse",
    done="De analyse is gevraagd. De maker ziet nu wat u deelt, en niet meer.",
    to=None,
    back="wijkweb/",
    template="forcefields/new.html",
)


def _force_field(obj: Any, sight: Sight) -> dict[str, Any]:
    seen = shown(obj, sight)
    drawn = obj.state in ForceFieldState.DRAWN and not seen.is_empty
    makes = may(sight, Action.MAKE_FORCE_FIELD, obj)
    return {
        "seen": seen,
        "pictures": [(one, field_picture(one, SCREEN)) for one in (seen.now, seen.then)] if drawn else [],
        "on_paper": drawn,
        "shared": told(obj.sharing) if makes else [],
        "makes": makes,
        "keeps": may(sight, Action.VIEW_SHIELDED, obj),
        "still_seen": obj.shared_until is not None and obj.shared_until > sight.on,
    }


force_field = object_page(ForceField, "forcefields/field.html", part=PART, content=_force_field)


@require_safe
def on_paper(request: HttpRequest, key: str) -> HttpResponse:
    """What its page shows this reader, to take along."""
    field = visible(request, ForceField, key, part=f"{PART} op papier")
    if field.state not in ForceFieldState.DRAWN:
        raise Http404
    return as_answer(TEMPLATE, content_for(field, sight_of(request)), f"krachtenveld-{field.case.ref}")


def _on_web(case: Any, sight: Sight) -> dict[str, Any]:
    rows = ForceField.objects.visible_to(sight).filter(case=case)
    return {"force_fields": list(rows.select_related("maker", "maker_organisation"))}


ON_TABS = (Part(template="forcefields/on_web.html", order=40, context=_on_web, tab="wijkweb"),)

_TALKED_OVER: Final = shape.Seen(
    "what the citizen may read of who stands around them",
    lambda sight, *, case: ForceField.objects.visible_to(sight).filter(case=case),
    case=Slot.ID,
)


def _for_citizen(case: Any, sight: Sight, rows: Iterable[Any]) -> dict[str, Any]:
    return {"force_fields": list(rows)}


FOR_CITIZEN = (
    Part(
        template="forcefields/for_citizen.html",
        order=58,
        ask=lambda case, sight: _TALKED_OVER.objects(sight, case=case.pk),
        context=_for_citizen,
    ),
)


def who_sees(case: Any, on: dt.date) -> Seen:
    rows = list(case.force_fields.filter(state__in=ForceFieldState.AT_THE_MAKER, shared_until__gt=on))
    return Seen(
        people=[one.maker_id for one in rows],
        rows=rows,
        action=Action.VIEW_FORCE_FIELD,
        words="de krachtenveldanalyse",
    )


URLS = (
    at_case("krachtenveld/nieuw/", new_force_field, MAKE.url),
    path("krachtenvelden/<slug:key>/", force_field, name="krachtenveld"),
    path("krachtenvelden/<slug:key>/papier/", on_paper, name="krachtenveld-papier"),
    path("krachtenvelden/<slug:key>/stap/<slug:slug>/", step_page(ForceField), name="krachtenveld-stap"),
)
