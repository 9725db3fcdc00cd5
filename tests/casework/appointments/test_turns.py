"""Whose turn an appointment makes it."""

from tests.casework.on_the_lists import MONDAY, day, who_by_when
from tests.factories import World


def test_an_appointment_is_for_its_person(world: World, new_case) -> None:
    case = new_case()
    world.appointment(case, on=day(3), person=world.consulent2, state_since=MONDAY)
    assert who_by_when(case)["appointment.fulfil"] == ("consulent2", day(3))
