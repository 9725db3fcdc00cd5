"""Two who decide on one application at the same moment: one does, the other hears of it."""

from functools import partial

import pytest

from casework.applications.models import Application
from casework.documents.models import Document
from casework.engine import rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from casework.provisions.models import Provision
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(db) -> World:
    made = World()
    rerouting.work_off()
    return made


def test_two_decide_and_one_prepares_meanwhile(world: World) -> None:
    for steps in (("decide", "decide"), ("decide", "prepare")):
        one = world.application(world.case(report_sent_on=today()))

        def take(by, step, what, one=one):
            row = Application.objects.get(pk=one.pk)
            return perform(row, step, by=by, expected="ontvangen", content=world.decision(what=what))

        first, second = (partial(take, *given) for given in zip(
            (world.consulent, world.consulent2), steps, ("Begeleiding", "Dagbesteding"), strict=True
        ))  # fmt: skip
        got = at_once(first, second)
        assert sum(isinstance(found, NotNow | Overtaken) for found in got) == 1, got
        done = Application.objects.get(pk=one.pk)
        helped = Provision.objects.filter(application=done)
        assert helped.count() == (done.state == "besloten")
        assert [row.what for row in helped] in ([], [done.content["lines"][0]["what"]])
        assert Document.objects.filter(kind="besluit", about=done.public_id).count() == helped.count()
