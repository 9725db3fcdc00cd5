"""The pages of a complaint, and where else it shows."""

from typing import Any, Final

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import path

from casework.cases.addresses import at_case
from casework.cases.conditions import is_about_a_person
from casework.cases.finding import case_for, visible_case
from casework.complaints.forms import ComplaintForm, OwnComplaintForm
from casework.complaints.models import Complaint
from casework.complaints.operations import register_complaint
from casework.documents.models import Document
from casework.engine.finding import sight_of
from casework.engine.form_page import OF_OBJECT, Elsewhere, form_page
from casework.engine.lookup import is_own
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from roles.actions import Action
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

PART: Final = Complaint.logged_as
MAKE = Make(
    label="Leg een klacht vast",
    url="nieuwe-klacht",
    order=95,
    by=Permit(Action.REGISTER_COMPLAINT),
    needs=(is_about_a_person,),
)
_registers = case_for(MAKE.by)


def _case(request: HttpRequest, ref: str, part: str) -> Any:
    """Who reads the case as the citizen has a form of their own."""
    case = _registers(request, ref, part)
    if is_own(sight_of(request), case):
        raise Elsewhere(f"{case.citizen_url}klacht/")
    return case


new_complaint = form_page(
    _case,
    ComplaintForm,
    register_complaint,
    part=PART,
    heading="Leg een klacht vast",
    submit="Leg de klacht vast",
    done="De klacht is vastgelegd. De inwoner krijgt een ontvangstbevestiging.",
    to=None,
    back="",
    template=OF_OBJECT,
)


def _own_case(request: HttpRequest, ref: str, part: str) -> Any:
    case = visible_case(request, ref, Action.VIEW_OWN, part=part)
    if case.person_id is None:
        raise Elsewhere(case.citizen_url)
    return case


own_complaint = form_page(
    _own_case,
    OwnComplaintForm,
    register_complaint,
    part="mijn zaak",
    heading="Dien een klacht in",
    submit="Verstuur mijn klacht",
    done="Wij hebben uw klacht ontvangen. U krijgt een brief.",
    to=None,
    back=lambda case, sight: str(case.citizen_url),
    template="complaints/own_new.html",
)


def _complaint(obj: Any, sight: Sight) -> dict[str, Any]:
    letters = Document.objects.visible_to(sight).about(obj)
    return {"letters": letters.order_by("asked_at", "pk"), "term": obj.term}


complaint = object_page(Complaint, "complaints/complaint.html", part=PART, content=_complaint)


def _known(sight: Sight, *, case: Any) -> Any:
    """Each with whether one reads it, or knows no more than that it is there."""
    reads = Exists(Complaint.objects.visible_to(sight).filter(pk=OuterRef("pk")))
    return Complaint.objects.known_to(sight).filter(case=case).annotate(reads=reads).select_related("person", "handler")


_KNOWN: Final = Seen("complaints of which one knows on a case", _known, case=Slot.ID)


def _on_tab(case: Any, sight: Sight) -> dict[str, Any]:
    return {"complaints": list(_KNOWN.objects(sight, case=case.pk))}


ON_TABS = (Part(template="complaints/on_tab.html", order=30, context=_on_tab, tab="besluiten"),)


def _for_citizen(case: Any, sight: Sight, rows: Any) -> dict[str, Any]:
    return {"complaints": list(rows)}


_OWN: Final = Seen(
    "complaints of the citizen",
    lambda sight, *, case: Complaint.objects.visible_to(sight).filter(case=case),
    case=Slot.ID,
)
FOR_CITIZEN = (
    Part(
        template="complaints/for_citizen.html",
        order=45,
        ask=lambda case, sight: _OWN.objects(sight, case=case.pk),
        context=_for_citizen,
    ),
)

URLS = (
    at_case("klachten/nieuw/", new_complaint, "nieuwe-klacht"),
    path("mijn/<ref:ref>/klacht/", own_complaint, name="mijn-klacht"),
    path("klachten/<slug:key>/", complaint, name="klacht"),
    path("klachten/<slug:key>/stap/<slug:slug>/", step_page(Complaint), name="klacht-stap"),
)
