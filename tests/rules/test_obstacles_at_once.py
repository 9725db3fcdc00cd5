"""At the same moment: one corrects an obstacle while another strikes it, or brings it up to date; one tells it twice."""

import uuid
from functools import partial

import pytest

from casework.cases.put_right import put_right
from casework.cases.written import WrittenBefore
from casework.engine import rerouting
from casework.engine.errors import NotNow, Repeated
from casework.obstacles.models import Obstacle
from casework.obstacles.operations import bring_up_to_date, record_obstacle
from tests.at_once import at_once
from tests.factories import World, fresh, today

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_an_obstacle_of_two_at_once() -> None:
    world = World()
    rerouting.work_off()
    case = world.case()
    tell = partial(
        record_obstacle, case, by=world.consulent, unlisted="Urgentie", text="Pas na een jaar.", since=today(), instead="niets",
        token=uuid.uuid4(),
    )  # fmt: skip
    got = at_once(tell, tell)
    assert sum(isinstance(one, Repeated) for one in got) == 1, got
    row = Obstacle.objects.get()

    # what was written and how it stands are told apart: neither undoes the other, and what both said before is kept
    words = {"scheme_id": None, "unlisted": "Urgentie", "law": "", "text": "Pas na twee jaar."}
    correct = partial(put_right, row, by=world.consulent, what="verbeter", why="Nagekeken", **words)
    stands = {
        "since": today(),
        "days": 40,
        "euros": None,
        "instead": "niets",
        "vangnet": None,
        "done": "",
        "solved_on": None,
    }
    got = at_once(correct, partial(bring_up_to_date, row, by=world.teamlid, **stands))
    assert not any(isinstance(one, Exception) for one in got), got
    assert (fresh(row).text, fresh(row).days) == ("Pas na twee jaar.", 40)
    assert WrittenBefore.objects.filter(noun="obstacle", key=row.pk).count() == 2

    # it is struck, and corrected before or not at all
    again = partial(
        put_right, row, by=world.consulent, what="verbeter", why="Nog eens", **words | {"text": "Pas na drie jaar."}
    )
    got = at_once(again, partial(put_right, row, by=world.teamlid, what="weg", why="Hoort hier niet"))
    assert sum(isinstance(one, NotNow) for one in got) <= 1, got
    now = Obstacle.all_of().get()
    assert now.struck_at is not None
    assert now.text == ("Pas na twee jaar." if isinstance(got[0], NotNow) else "Pas na drie jaar.")
    assert isinstance(at_once(partial(bring_up_to_date, row, by=world.teamlid, **stands))[0], NotNow)
