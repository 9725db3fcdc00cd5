"""Whose turn an appointment makes it."""

from casework.appointments.models import Appointment
from tests.casework.on_the_lists import MONDAY, day, who_by_when
from tests.factories import World


def test_an_appointment_is_for_its_person(world: World, case) -> None:
    found = case()
    Appointment.objects.create(case=found, what="Bel", on=day(3), person=world.consulent2, state_since=MONDAY)
    assert who_by_when(found)["appointment.fulfil"] == ("consulent2", day(3))
