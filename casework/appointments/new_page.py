"""The page of a new appointment."""

from django.http import HttpRequest, HttpResponse

from casework.appointments import operations as filing
from casework.appointments.making import AppointmentForm
from casework.cases.file_pages import Details, Token, _file
from casework.engine.asking import ask
from casework.engine.finding import sight_of


def new_appointment(request: HttpRequest, ref: str) -> HttpResponse:
    case = _file(request, ref, "afspraak")

    def act(details: Details, token: Token) -> str:
        filing.make_appointment(case, by=sight_of(request), token=token, **details)
        return case.get_absolute_url()

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
