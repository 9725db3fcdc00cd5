"""Two who ring back at the same moment, and a call that is logged twice: one settles it, and it is written down once."""

import datetime as dt
import uuid

import pytest

from casework.appointments.models import Appointment
from casework.callbacks.effects import Said
from casework.callbacks.models import CallBack
from casework.callbacks.operations import ask_call_back
from casework.cases.work import WorkItem
from casework.contacts.models import Contacted, ContactMoment
from casework.contacts.words import Kind
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken, Repeated, SaidBefore
from casework.notes.models import Note
from casework.notes.operations import Next, add_note
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def test_two_ring_back_at_the_same_moment(world: World) -> None:
    asked = world.call_back(world.case())
    who = (world.consulent, world.consulent2)
    calls = [lambda by=by: perform(asked, "call", by=by, expected="open", said=Said("Dinsdag")) for by in who]
    got = at_once(*calls)
    assert sum(isinstance(one, Overtaken | NotNow) for one in got) == 1, got
    assert (Note.objects.count(), ContactMoment.objects.count()) == (1, 1)
    assert CallBack.objects.get().state == "gebeld"


def test_one_rings_and_another_drops_it(world: World) -> None:
    asked = world.call_back(world.case())
    got = at_once(
        lambda: perform(asked, "call", by=world.consulent, said=Said("Dinsdag")),
        lambda: perform(asked, "drop", by=world.consulent2, why="Zij belde zelf"),
    )
    assert sum(isinstance(one, Overtaken | NotNow) for one in got) == 1, got
    assert Note.objects.count() == (CallBack.objects.get().state == "gebeld")


def test_a_double_click_on_nobody_answered_counts_once(world: World) -> None:
    asked, token = world.call_back(world.case()), uuid.uuid4()
    at_once(*[lambda: perform(asked, "miss", by=world.consulent, token=token)] * 3)
    assert CallBack.objects.get().tries == 1


def test_six_times_the_same_words_make_one_call_back(world: World) -> None:
    case = world.case()
    got = at_once(
        *[lambda: ask_call_back(case, by=world.administratie, about="De taxi", phone="0186571402", token=uuid.uuid4())]
        * 6
    )
    assert sum(isinstance(one, SaidBefore) for one in got) == 5, got
    assert WorkItem.objects.open().filter(step="call_back.call").count() == 1


def test_the_same_form_twice_makes_one_contact_and_one_appointment(world: World) -> None:
    case, token = world.case("onderzoek"), uuid.uuid4()

    def write() -> Note:
        return add_note(
            case, by=world.consulent, text="Gebeld.", token=token, told=Contacted(kind=Kind.TELEFOON, on=today()),
            agreed=Next("Bel", today() + dt.timedelta(days=1)),
        )  # fmt: skip

    got = at_once(*[write] * 4)
    assert sum(isinstance(one, Repeated) for one in got) == 3, got
    assert (ContactMoment.objects.count(), Appointment.objects.count()) == (1, 1)
    assert not WorkItem.objects.open().filter(case=case, step="case.meet").exists()
