"""At the same moment: two decide on one objection, or the citizen takes it back; two colleagues open the same post."""

import pytest

from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from casework.objections.models import Objection
from casework.objections.operations import register_objection
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def test_it_is_written_down_once_and_decided_or_withdrawn_once(world: World) -> None:
    letter = world.sent_decision(world.case())
    calls = [
        lambda by=by: register_objection(letter.case, by=by, against=letter, received_on=today(), how="post")
        for by in (world.teamlid, world.consulent2)
    ]
    got = at_once(*calls)
    assert sum(isinstance(one, NotNow) for one in got) == 1, got
    assert (Objection.objects.count(), Document.objects.filter(kind="bezwaar_ontvangen").count()) == (1, 1)

    case = world.case()
    world.grant(case)
    waits = world.objection(case, "in_behandeling", waived="b")
    how = {"expected": "in_behandeling", "motivation": "Zo is het."}
    got = at_once(
        lambda: perform(waits, "decide", by=world.bezwaar, outcome="ongegrond", **how),
        lambda: perform(waits, "decide", by=world.afdelingshoofd, outcome="gegrond", instead="Meer", **how),
        lambda: perform(waits, "withdraw", by=world.inwoner, expected="in_behandeling", why="Laat maar."),
    )
    assert sum(isinstance(one, NotNow | Overtaken) for one in got) == 2, got
    now = Objection.objects.get(pk=waits.pk)
    letters = Document.objects.filter(case=case, kind="beslissing_op_bezwaar").count()
    assert letters == (now.state != "ingetrokken")
