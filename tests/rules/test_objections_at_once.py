"""At the same moment: two decide on one objection, or the citizen takes it back; two colleagues open the same post."""

import datetime as dt

import pytest

from casework.defaults.models import DefaultNotice
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from casework.objections.models import Objection
from casework.objections.operations import register_objection
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)
WEEK = dt.timedelta(weeks=1)


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


def test_in_default_once_and_taken_along_or_asked_for_by_itself(world: World) -> None:
    """Two open the same post; and one takes along what another decides on at that moment."""
    late = world.objection(world.case(on=today() - 52 * WEEK), "in_behandeling", last_day=today() - 40 * WEEK)
    given = {"received_on": today(), "how": "post"}
    got = at_once(*(lambda by=by: perform(late, "in_default", by=by, **given) for by in (world.teamlid, world.bezwaar)))
    assert sum(isinstance(one, NotNow | Overtaken) for one in got) == 1, got
    assert (DefaultNotice.objects.count(), Document.objects.filter(kind="ingebrekestelling").count()) == (1, 1)

    case = world.case("uitvoering", report_sent_on=today())
    refused = world.decided(case, what="Traplift")
    revoked = world.objection(case, "gegrond", against=world.sent_decision(case, about=refused.public_id))
    beside = world.application(case)
    got = at_once(
        lambda: perform(revoked, "take_along", by=world.consulent),
        lambda: perform(beside, "decide", by=world.consulent2, content=refused.content),
    )
    now = Objection.objects.select_related("anew", "replaced_by").get(pk=revoked.pk)
    decided = case.applications.get(pk=beside.pk).state == "besloten"
    if now.taken_along and decided:
        assert (now.replaced_by is not None, now.anew) == (True, beside), got
    elif (
        now.taken_along
    ):  # who took what was revoked isn't at it any more: the decision saw what had changed, or came after
        assert now.replaced_by is None
    else:
        assert (decided, now.anew in case.applications.filter(state="ontvangen"), now.replaced_by) == (True, True, None)
