"""How often a step waits for the database, literally; beside how much it asks (`test_step_cost`)."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.door import perform
from casework.law.models import clock
from casework.notes.operations import add_note
from tests.factories import World, put_in_line
from tests.round_trips import round_trips

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def known(world: World) -> World:
    """What a process knows after its first steps: its statements, and the roster of the day."""
    for _ in range(2):
        for take in STEPS.values():
            take[0](world)()
    clock()
    return world


def take_up(world: World):
    case = world.case("aanmelding")
    return lambda: perform(case, "take_up", by=world.consulent, token=uuid.uuid4())


def meet(world: World):
    case = world.case("onderzoek")
    return lambda: perform(case, "meet", by=world.consulent, token=uuid.uuid4(), met_on=case.state_since)


def keep_appointment(world: World):
    one = world.appointment(world.case("uitvoering"), made_by=world.consulent)
    put_in_line(Case, [one.case_id], timezone.now())
    return lambda: perform(one, "fulfil", by=world.consulent, token=uuid.uuid4(), text="Gebeld")


def note(world: World):
    case = world.case("onderzoek")
    return lambda: add_note(case, by=world.consulent, text="Belde.", token=uuid.uuid4())


# what, round trips, statements
STEPS = {
    "a step": (take_up, 4, 13),  # with the research that it begins, and the notice to who reported
    "a step that closes a turn": (meet, 4, 9),
    "a step on a child": (keep_appointment, 4, 10),
    "a note": (note, 5, 7),
}


@pytest.mark.parametrize("what", STEPS)
def test_a_step_waits_so_often(known: World, what: str) -> None:
    make, trips, statements = STEPS[what]
    act = make(known)
    with round_trips() as went:
        act()
    again = make(known)
    with CaptureQueriesContext(connection) as asked:
        again()
    assert len(went) == trips, str(went)
    sent = [one["sql"] for one in asked if one["sql"] not in ("BEGIN", "COMMIT")]
    assert len(sent) == statements, "\n".join(sql[:80] for sql in sent)


def test_without_preparing_it_does_the_same(world: World, settings) -> None:
    """Behind a pooler: each statement by itself, and nothing else different."""
    settings.DATABASE_PREPARES = False
    for make, _, _ in STEPS.values():
        make(world)()
    assert Case.objects.filter(phase="onderzoek", events__verb="case.take_up").count() == 1
