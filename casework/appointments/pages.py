"""The page of an appointment."""

from django.http import HttpRequest, HttpResponse

from casework.appointments.models import Appointment
from casework.engine.finding import visible
from casework.engine.object_page import reading, show


@reading
def appointment(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, Appointment, key, part="afspraak")
    return show(request, "child/appointment.html", obj)
