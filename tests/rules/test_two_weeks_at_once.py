"""At the same moment: the answer comes in while it is left out of consideration; two colleagues open the same post."""

import datetime as dt

import pytest

from casework.applications.models import Application
from casework.defaults.models import DefaultNotice
from casework.defaults.operations import register_notice
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def test_it_is_complete_or_left_out_and_never_both(world: World) -> None:
    asked = world.application(world.case("uitvoering"), received_on=today() - 30 * DAY)
    days = {"since": today() - 20 * DAY, "told_on": today() - 20 * DAY, "asked_until": today() - DAY}
    asked.suspensions.create(ground="gegevens", words="Een verklaring", **days)
    came = lambda: perform(asked, "resume", by=world.consulent, expected="ontvangen", day=today() - 2 * DAY)  # noqa: E731
    left = lambda: perform(asked, "leave_out", by=world.consulent2, expected="ontvangen", motivation="Niets")  # noqa: E731
    got = at_once(came, left)
    assert sum(isinstance(one, Overtaken | NotNow) for one in got) == 1, got
    row, now = asked.suspensions.get(), Application.objects.get()
    assert (row.completed_on is None) == (now.state == "buiten_behandeling")
    assert Document.objects.filter(kind="buiten_behandeling").count() == (now.state == "buiten_behandeling")


def test_the_same_letter_is_registered_once(world: World) -> None:
    late = world.application(world.case(on=today() - 90 * DAY), received_on=today() - 30 * DAY)
    calls = [
        lambda by=by: register_notice(late.case, by=by, received_on=today(), how="post")
        for by in (world.teamlid, world.consulent)
    ]
    got = at_once(*calls)
    assert sum(isinstance(one, NotNow) for one in got) == 1, got
    assert (DefaultNotice.objects.count(), Document.objects.filter(kind="ingebrekestelling").count()) == (1, 1)
