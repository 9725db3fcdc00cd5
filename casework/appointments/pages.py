"""The pages of an appointment."""

from django.urls import path

from casework.appointments.forms import AppointmentForm
from casework.appointments.models import Appointment
from casework.appointments.operations import make_appointment
from casework.cases.addresses import at_case
from casework.cases.conditions import case_is_open
from casework.cases.finding import writable_case
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make
from casework.engine.object_page import object_page
from casework.engine.step_page import step_page
from roles.actions import Action

MAKE = Make(
    label="Maak een afspraak",
    url="nieuwe-afspraak",
    order=70,
    by=Permit(Action.EDIT_FILE),
    needs=(case_is_open,),
)
new_appointment = form_page(
    writable_case,
    AppointmentForm,
    make_appointment,
    part="afspraak",
    heading="Maak een afspraak",
    submit="Leg de afspraak vast",
    done="De afspraak staat op de lijst.",
)


appointment = object_page(Appointment, "appointments/appointment.html", part="afspraak")


URLS = (
    at_case("afspraken/nieuw/", new_appointment, "nieuwe-afspraak"),
    path("afspraken/<slug:key>/", appointment, name="afspraak"),
    path("afspraken/<slug:key>/stap/<slug:slug>/", step_page(Appointment), name="afspraak-stap"),
)
