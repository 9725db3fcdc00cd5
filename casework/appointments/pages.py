"""The page of an appointment."""

from django.http import HttpRequest, HttpResponse

from casework.appointments.models import Appointment
from casework.engine.child_pages import _show, reading
from casework.engine.lookup import visible_child


@reading
def appointment(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, Appointment, key, part="afspraak")
    return _show(request, "child/appointment.html", obj)
