"""The pages of an appointment."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from casework.appointments import operations as filing
from casework.appointments.forms import AppointmentForm
from casework.appointments.models import Appointment
from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.engine.asking import ask
from casework.engine.finding import sight_of, visible
from casework.engine.object_page import reading, show
from casework.engine.step_page import step_page


def new_appointment(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "afspraak")

    def act(details: dict[str, Any], token: uuid.UUID | None) -> str:
        filing.make_appointment(case, by=sight_of(request), token=token, **details)
        return str(case.get_absolute_url())

    return ask(
        request,
        AppointmentForm,
        case,
        act,
        said="De afspraak staat op de lijst.",
        part="afspraak",
        title="Maak een afspraak",
        submit="Leg de afspraak vast",
        cancel=case.get_absolute_url(),
    )


@reading
def appointment(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, Appointment, key, part="afspraak")
    return show(request, "child/appointment.html", obj)


URLS = (
    at_case("afspraken/nieuw/", new_appointment, "nieuwe-afspraak"),
    path("afspraken/<slug:key>/", appointment, name="afspraak"),
    path("afspraken/<slug:key>/stap/<slug:slug>/", step_page(Appointment), name="afspraak-stap"),
)
