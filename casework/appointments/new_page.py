"""The page of a new appointment."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.appointments import operations as filing
from casework.appointments.making import AppointmentForm
from casework.cases.finding import writable_case
from casework.engine.asking import ask
from casework.engine.finding import sight_of


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
