"""Two who move an appointment at the same moment: one does, the other hears of it."""

import datetime as dt

import pytest

from casework.appointments.conditions import stands_at
from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow
from tests.at_once import at_once
from tests.factories import World, put_in_line, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db) -> World:
    made = World()
    rerouting.work_off()
    return made


def test_two_move_it(world: World) -> None:
    one = world.appointment(world.case())
    stood = stands_at(Appointment.objects.get(pk=one.pk))

    def move(by, days: int):
        given = {"day": today() + dt.timedelta(days=days), "person": by, "stood_at": stood}
        return perform(Appointment.objects.get(pk=one.pk), "move", by=by, expected="gepland", **given)

    got = at_once(lambda: move(world.consulent, 2), lambda: move(world.consulent2, 4))
    (refused,) = [found for found in got if isinstance(found, NotNow)]
    assert refused.reasons[0].text.startswith("Een collega was u voor")
    now = Appointment.objects.get(pk=one.pk)
    assert now.on in (today() + dt.timedelta(days=2), today() + dt.timedelta(days=4))
    assert CaseEvent.objects.filter(verb="appointment.move").count() == 1
    assert WorkItem.objects.open().get(step="appointment.fulfil").due_on == now.on


def test_moved_and_dropped_at_the_same_moment_is_one_of_the_two(world: World) -> None:
    one = world.appointment(world.case())
    got = at_once(
        lambda: perform(
            one,
            "move",
            by=world.consulent,
            expected="gepland",
            day=today() + dt.timedelta(days=2),
            person=world.consulent,
        ),
        lambda: perform(one, "drop", by=world.consulent2, expected="gepland", why="Hoeft niet"),
    )
    now = Appointment.objects.get(pk=one.pk)
    assert now.state == "vervallen"
    assert sum(isinstance(found, Exception) for found in got) <= 1
    assert not WorkItem.objects.open().filter(step="appointment.fulfil").exists()


def test_two_take_a_melding_up_with_a_visit(world: World) -> None:
    case = world.case("aanmelding")
    visit = {"on": today() + dt.timedelta(days=3), "at_time": None, "confirm": True}

    def take_up(by) -> object:
        return perform(Case.objects.get(pk=case.pk), "take_up", by=by, expected="aanmelding", visit=visit)

    got = at_once(lambda: take_up(world.consulent), lambda: take_up(world.consulent2))
    assert sum(isinstance(found, Exception) for found in got) == 1
    assert Appointment.objects.get().person == Case.objects.get().regisseur
    assert Document.objects.count() == 1


def test_moved_from_the_list_and_by_hand_at_the_same_moment(world: World, client) -> None:
    """One of the two holds, whole; who came second hears of it."""
    one = world.appointment(world.case(), on=today() + dt.timedelta(days=1))
    stood, day = stands_at(one), today() + dt.timedelta(days=4)
    put_in_line(Case, [one.case_id], dt.datetime.now(dt.UTC))
    mark = WorkItem.objects.open().get(object_id=one.public_id).mark
    client.force_login(world.teamleider)
    by_hand = {"day": today() + dt.timedelta(days=2), "person": world.consulent2, "stood_at": stood}
    at_once(
        lambda: client.post("/verzetten/", {"werk": [mark], "naar": str(day)}),
        lambda: perform(Appointment.objects.get(pk=one.pk), "move", by=world.consulent, expected="gepland", **by_hand),
    )
    now = Appointment.objects.get(pk=one.pk)
    assert now.on in (day, by_hand["day"])
    assert WorkItem.objects.open().get(step="appointment.fulfil").due_on == now.on
