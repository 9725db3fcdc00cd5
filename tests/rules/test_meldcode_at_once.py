"""At the same moment: two take one step of a meldcode; it is opened to the citizen while it is shielded anew; two join."""

import datetime as dt
import uuid
from functools import partial

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken, Repeated
from casework.meldcode.conditions import kept_as
from casework.meldcode.models import Meldcode
from casework.meldcode.operations import begin_meldcode
from tests.at_once import at_once
from tests.factories import World, fresh, put_in_line, today

pytestmark = pytest.mark.django_db(transaction=True)
SOON = today() + dt.timedelta(days=14)
LATER = today() + dt.timedelta(days=60)


@pytest.fixture
def world(transactional_db) -> World:
    made = World()
    rerouting.work_off()
    return made


def refused(got: list[object]) -> int:
    return sum(isinstance(one, Overtaken | NotNow) for one in got)


def test_two_take_one_step_and_the_words_of_one_stand(world: World) -> None:
    case, token = world.case(), uuid.uuid4()
    begin = partial(begin_meldcode, case, by=world.consulent, kept_why="Hij leest mee.", review_on=SOON, token=token)
    got = at_once(begin, begin)
    assert sum(isinstance(one, Repeated) for one in got) == 1, got
    one = Meldcode.objects.get()

    note = partial(perform, one, "note_signals", expected="signalen")
    got = at_once(
        partial(note, by=world.consulent, signals="Gezien door consulent."),
        partial(note, by=world.teamleider, signals="Gezien door teamleider."),
    )
    assert refused(got) == 1, got
    told = CaseEvent.objects.get(case=case, verb="meldcode.note_signals")
    assert (fresh(one).state, fresh(one).signals) == ("advies", f"Gezien door {told.by.username}.")
    assert case.work.open().filter(key__startswith="meldcode:").count() == 1


def test_what_is_shielded_anew_meanwhile_is_read_before_it_opens(world: World) -> None:
    """Whichever came first: it opens only by what whoever opened it had read, and nothing waits for a look any more."""
    case = world.case()
    world.grant(case)
    one = world.meldcode(case, "afgerond")
    put_in_line(Case, [case.pk], timezone.now())
    read = kept_as(one)
    got = at_once(
        lambda: perform(one, "open_up", by=world.teamleider, kept_seen=read),
        lambda: perform(one, "keep", by=world.consulent, kept_why="Hij staat weer aan de deur.", review_on=LATER),
    )
    assert refused(got) == 1, got
    now = fresh(one)
    if isinstance(got[0], NotNow):
        assert "Hij staat weer aan de deur." in got[0].reasons[0].text
        assert (now.opened_on, now.review_on) == (None, LATER)
        perform(now, "open_up", by=world.teamleider, kept_seen=kept_as(now))  # once it is read
    now = fresh(one)
    assert (now.opened_on, now.review_on) == (today(), None)
    assert CaseEvent.objects.filter(case=case, verb="meldcode.open_up").count() == 1
    assert not case.work.open().filter(key__startswith="meldcode:").exists()


def test_who_joins_at_the_same_moment_is_never_lost(world: World) -> None:
    one = world.meldcode(world.case())
    join = partial(perform, one, "join", by=world.consulent)
    got = at_once(*[partial(join, person=who) for who in (world.consulent2, world.teamlid, world.teamlid)])
    assert refused(got) == 1, got
    assert sorted(fresh(one).others) == sorted((world.consulent2.pk, world.teamlid.pk))
