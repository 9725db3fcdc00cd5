"""The pages of an application."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from casework.applications import operations as deciding
from casework.applications.forms import ApplicationForm
from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.finding import visible_case
from casework.engine.finding import sight_of, visible
from casework.engine.object_page import fill_in, reading, show, writing
from casework.law.models import clock
from roles.actions import Action


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
    term = None
    if obj.state == ApplicationState.ONTVANGEN:
        term = clock().decision(
            obj.received_on, suspensions=obj.intervals, delayed_until=obj.delayed_until, on=sight_of(request).on
        )
    return show(request, "child/application.html", obj, term=term, suspensions=obj.suspensions.all())
