"""The pages of an objection, and where else it shows."""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import is_about_a_person
from casework.cases.finding import case_for, visible_case
from casework.documents.models import Document
from casework.engine.form_page import OF_OBJECT, form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.objections.file import FILE
from casework.objections.forms import ObjectionForm, OwnObjectionForm
from casework.objections.models import Objection
from casework.objections.operations import object_online, register_objection
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

MAKE = Make(
    label="Bezwaar ontvangen",
    url="nieuw-bezwaar",
    order=36,
    by=Permit(Action.EDIT_FILE),
    needs=(is_about_a_person,),
    tab="besluiten",
)
new_objection = form_page(
    case_for(MAKE.by),
    ObjectionForm,
    register_objection,
    part="nieuw bezwaar",
    heading="Bezwaar ontvangen",
    submit="Leg het bezwaar vast",
    done="Het bezwaar is vastgelegd. De ontvangstbevestiging wordt gemaakt.",
    to=None,
    back="besluiten/",
    template=OF_OBJECT,
)


def _own_case(request: HttpRequest, ref: str, part: str) -> Any:
    return visible_case(request, ref, Action.VIEW_OWN, part=part)


def _own_page(case: Any, sight: Sight) -> str:
    return str(case.citizen_url)


own_objection = form_page(
    _own_case,
    OwnObjectionForm,
    object_online,
    part="mijn bezwaar",
    heading="Ik ben het niet eens met een besluit",
    submit="Verstuur mijn bezwaar",
    done="Uw bezwaar is binnen. U krijgt een brief met de dag waarop wij beslissen.",
    to=_own_page,
    template="objections/own.html",
)


def newest_file(obj: Any, sight: Sight) -> Any:
    """Its file as it was made last, for who may read that; None where there is none."""
    return Document.objects.visible_to(sight).about(obj).filter(kind=FILE).first()


def _objection(obj: Any, sight: Sight) -> dict[str, Any]:
    return {"due": obj.decide_by(sight.on) if obj.is_to_be_told else None, "file": newest_file(obj, sight)}


objection = object_page(Objection, "objections/objection.html", part="bezwaar", content=_objection)

_OF_CASE: Final = Seen(
    "objections on a case",
    lambda sight, *, case: (
        Objection.objects.visible_to(sight).filter(case=case).select_related("against", "replaced_by")
    ),
    case=Slot.ID,
)


def _on_tab(case: Any, sight: Sight) -> dict[str, Any]:
    return {"objections": list(_OF_CASE.objects(sight, case=case.pk))}


ON_TABS = (
    Part(
        template="objections/on_tab.html",
        order=6,
        context=_on_tab,
        tab="besluiten",
        actions=(Action.VIEW_OBJECTION,),
    ),
)
ON_LIMITED_PAGE = (Part(template="objections/on_tab.html", order=15, context=_on_tab),)
FOR_CITIZEN = (
    Part(
        template="objections/for_citizen.html",
        order=32,
        ask=lambda case, sight: _OF_CASE.objects(sight, case=case.pk),
        context=lambda case, sight, rows: {"objections": list(rows)},
    ),
)

URLS = (
    at_case("bezwaren/nieuw/", new_objection, "nieuw-bezwaar"),
    at_case("mijn-bezwaar/", own_objection, "mijn-bezwaar"),
    path("bezwaren/<slug:key>/", objection, name="bezwaar"),
    path("bezwaren/<slug:key>/stap/<slug:slug>/", step_page(Objection), name="bezwaar-stap"),
)
