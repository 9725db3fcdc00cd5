"""The pages of an appointment."""

from typing import Any, Final

from django.urls import path, reverse

from casework.appointments import agenda_pages
from casework.appointments.away import away_on
from casework.appointments.forms import AppointmentForm
from casework.appointments.models import Appointment
from casework.appointments.operations import make_appointment
from casework.appointments.paper import CONFIRMATION
from casework.appointments.states import AppointmentKind, AppointmentState
from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open
from casework.cases.finding import case_for
from casework.cases.states import CaseKind
from casework.documents.models import Document
from casework.engine.door import permitted
from casework.engine.form_page import form_page
from casework.engine.forms import form_for
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from casework.engine.writes import declared_step
from roles.actions import Action
from roles.policy import Sight, may

MAKE = Make(
    label="Maak een afspraak",
    url="nieuwe-afspraak",
    order=70,
    by=Permit(Action.KEEP_AGENDA),
    needs=(case_is_open,),
)
new_appointment = form_page(
    case_for(MAKE.by),
    AppointmentForm,
    make_appointment,
    part="afspraak",
    heading="Maak een afspraak",
    submit="Leg de afspraak vast",
    done="De afspraak staat op de lijst.",
    seen_as=MAKE.url,
)


def _about(obj: Any, sight: Sight) -> dict[str, Any]:
    """Whether whoever would do it is there; and the letters that tell of it."""
    planned = obj.state == AppointmentState.GEPLAND
    letters = Document.objects.visible_to(sight).about(obj).filter(kind=CONFIRMATION)
    away = away_on(obj.case, obj.person, obj.on) if planned else ""
    return {"away": away, "letters": letters, "writes_at": _writes_at(obj, sight) if planned else ""}


def _writes_at(obj: Any, sight: Sight) -> str:
    """Where whoever goes there today writes during the visit."""
    today = obj.kind == AppointmentKind.HUISBEZOEK and obj.on == sight.on and obj.person_id == sight.user_id
    return reverse("bezoek", args=[obj.case.ref]) if today and may(sight, Action.EDIT_FILE, obj.case) else ""


appointment = object_page(Appointment, "appointments/appointment.html", part="afspraak", content=_about)


TAKE_UP: Final = "take_up"


def _at_hand(case: Any, sight: Sight) -> dict[str, Any]:
    """Taking it up with the first visit, for who may: as one form on the case's own page."""
    declared = declared_step(case, TAKE_UP)
    fits = case.standing in declared.sources and case.kind == CaseKind.MELDING and case.person_id is not None
    if not (fits and may(sight, Action.KEEP_AGENDA, case) and permitted(case, declared, sight)):
        return {}
    form = form_for(type(case), declared)(obj=case, sight=sight, auto_id="bezoek_%s", initial={"visit": "1"})
    form.fields["visit_on"].required = True  # who opens this plans a visit
    return {"visit": form, "action": f"{case.get_absolute_url()}stap/{declared.slug}/"}


AT_HAND = (Part(template="appointments/at_hand.html", order=5, context=_at_hand),)


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Appointment.objects.visible_to(sight).filter(case=case, state=AppointmentState.GEPLAND)
    return {"appointments": rows.select_related("person").order_by("on", "pk")}


ON_LIMITED_PAGE = (Part(template="appointments/on_limited_page.html", order=12, context=_on_limited_page),)


URLS = (
    *agenda_pages.URLS,
    at_case("afspraken/nieuw/", new_appointment, "nieuwe-afspraak"),
    path("afspraken/<slug:key>/", appointment, name="afspraak"),
    path("afspraken/<slug:key>/stap/<slug:slug>/", step_page(Appointment), name="afspraak-stap"),
)
