"""Two that look alike, while one of them goes on in a third: nobody is pointed to what just closed, or merged unseen."""

import datetime as dt
import threading
import time
from functools import partial

import pytest

from casework.cases.models import Case
from casework.cases.operations import correct_person
from casework.cases.reporting import open_case
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import Overtaken
from casework.engine.writes import Write
from casework.people.models import Person
from tests.at_once import at_once, meanwhile
from tests.factories import World, fresh, today
from tests.rules.test_at_the_same_moment import in_line, report

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BORN = dt.date(1950, 3, 3)


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def bos(world: World, **fields):
    return world.case("aanmelding", person=world.person("Bos", birth_date=BORN), **fields)


def test_reported_while_the_one_it_looks_like_goes_on_in_another(world) -> None:
    """The older one closes while the report waits for it: the question goes on in the newer one."""
    older, newer = bos(world), bos(world)
    Case.objects.filter(pk=older.pk).update(looks_like=newer)
    with meanwhile(partial(perform, fresh(older), "merge", by=world.consulent)) as commit:
        threading.Timer(0.5, commit).start()
        new = report(world, BORN)
    rerouting.work_off()
    assert fresh(older).double_of == newer
    assert fresh(new).looks_like == newer
    assert in_line(new, newer)


def overtaken(world, step: str) -> tuple[Case, Case]:
    """The first of three that look alike, on which that step is refused while the second goes on in the third."""
    third = bos(world)
    second = bos(world, looks_like=third)
    first = bos(world, looks_like=second)
    with meanwhile(partial(perform, second, "merge", by=world.consulent)) as commit:
        threading.Timer(0.5, commit).start()
        with pytest.raises(Overtaken):
            perform(first, step, by=world.consulent2)
    return first, third


def test_merged_into_one_that_goes_on_in_a_third_at_that_moment(world) -> None:
    """The third isn't held, and it isn't the one that was chosen: who waited looks again."""
    first, third = overtaken(world, "merge")
    assert (fresh(first).is_open, fresh(first).looks_like) == (True, third)
    rerouting.work_off()
    assert in_line(first, third)


def test_one_person_with_one_that_goes_on_in_a_third_at_that_moment(world) -> None:
    first, third = overtaken(world, "same_person")
    assert fresh(first).person_id != third.person_id


def test_two_corrections_of_one_person_while_who_they_become_is_reported(world, monkeypatch) -> None:
    """The first gives the birth date of whom is reported, the second the phone: by both together they are one."""
    phone, real = "+31612345678", Write.finish
    case = world.case("onderzoek", person=world.person("Bosch", birth_date=dt.date(1949, 1, 1)))

    def slowly(write) -> None:
        time.sleep(0.5)  # whoever looked at the same moment has looked by then
        real(write)

    def reported() -> Case:
        person = Person(given_name="Bep", family_name="Vos", birth_date=BORN, phone=phone)
        return open_case(by=world.eerstecontact, kern=world.kern, kind="vraag", question="Help", person=person,
                         channel="telefoon", on_behalf="zelf", received_on=today())  # fmt: skip

    with meanwhile(partial(correct_person, case, by=world.consulent, birth_date=BORN)) as commit:
        monkeypatch.setattr(Write, "finish", slowly)
        threading.Timer(0.5, commit).start()
        _, new = at_once(partial(correct_person, case, by=world.consulent2, phone=phone), reported)
    assert fresh(new).looks_like == case or fresh(case).looks_like == new
