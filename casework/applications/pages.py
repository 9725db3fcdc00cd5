"""The pages of an application."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from casework.applications import operations as deciding
from casework.applications.forms import ApplicationForm
from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.addresses import at_case
from casework.cases.finding import visible_case
from casework.engine.finding import sight_of, visible
from casework.engine.noun import Part
from casework.engine.object_page import fill_in, reading, show, writing
from casework.engine.step_page import step_page
from roles.actions import Action
from roles.policy import Sight


@writing
def new_application(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.EDIT_FILE, part="nieuwe aanvraag")
    return fill_in(
        request,
        ApplicationForm,
        case,
        partial(deciding.receive_application, case),
        title="Aanvraag ontvangen",
        submit="Leg de aanvraag vast",
        done="De aanvraag is vastgelegd. De beslistermijn loopt.",
        back=f"{case.get_absolute_url()}besluiten/",
    )


@reading
def application(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, Application, key, part="aanvraag")
    term = obj.decide_by(sight_of(request).on) if obj.state == ApplicationState.ONTVANGEN else None
    return show(request, "child/application.html", obj, term=term, suspensions=obj.suspensions.all())


def _for_citizen(case: Any, sight: Sight) -> dict[str, Any]:
    rows = Application.objects.visible_to(sight).filter(case=case, state=ApplicationState.TOEGEKEND)
    return {"granted": rows}


FOR_CITIZEN = (Part(template="applications/for_citizen.html", order=30, context=_for_citizen),)


URLS = (
    at_case("aanvragen/nieuw/", new_application, "nieuwe-aanvraag"),
    path("aanvragen/<slug:key>/", application, name="aanvraag"),
    path("aanvragen/<slug:key>/stap/<slug:slug>/", step_page(Application), name="aanvraag-stap"),
)
