"""What is shared, while two are at it at the same moment: given twice, taken back while the other says yes, and the
night that comes while it is extended."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.engine import by_date, lists
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.holding import hold
from casework.goals.models import Goal
from casework.goals.operations import add_goal
from casework.handovers.models import Handover
from casework.sharing.models import Sharing
from casework.sharing.operations import share
from roles.policy import sight
from tests.at_once import at_once, meanwhile
from tests.factories import World, fresh, put_in_line, today

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


@pytest.fixture
def case(world: World) -> Case:
    found = world.case("onderzoek")
    put_in_line(Case, [found.pk], timezone.now())
    return found


def said(words: str = "Wij vertellen het.") -> dict:
    return {"text": words, "how": "aan tafel", "given_by": "zij", "given_on": today()}


def in_line(case: Case) -> bool:
    with transaction.atomic():
        return lists.differences(hold(Case, [case.pk]), timezone.now()) == 0


def test_given_six_times_at_once_one_stands(world: World, case: Case) -> None:
    """Three with the same words, by goals; three with others, each of which replaces what stands."""

    def goal(number: int) -> Goal:
        return add_goal(
            case, by=world.consulent, wording=f"Doel {number}", layer="burger", ground=world.eigen,
            carrier_kind="organisatie", carrier_organisation=world.partner, consent=said(), token=uuid.uuid4(),
        )  # fmt: skip

    def agree(number: int) -> Sharing:
        return share(case, by=world.teamlid, to=world.partner, what=["vraag"], purpose="hulp", said=said(f"{number}."))

    got = at_once(*[lambda n=n: goal(n) for n in range(3)], *[lambda n=n: agree(n) for n in range(3)])
    assert not [one for one in got if isinstance(one, Exception)], got
    standing = Sharing.objects.get(case=case, state="gegeven")
    assert {one.consent for one in Goal.objects.all()} == {standing}
    assert in_line(case)


def test_taken_back_while_the_other_accepts(world: World, case: Case) -> None:
    world.grant(case)
    for _ in range(3):
        offered = world.handover(case, consent=world.sharing(case))
        at_once(
            lambda one=offered: perform(one, "accept", by=world.middenveld),
            lambda one=offered: perform(one.consent, "withdraw", by=world.inwoner),
        )
        now = fresh(offered)
        assert now.state in ("ingetrokken", "teruggegeven"), now.state
        assert fresh(now.consent).state == "ingetrokken"
        assert not Handover.objects.visible_to(sight(world.middenveld)).filter(pk=now.pk).exists()
        assert fresh(case).holder_team == world.team
    assert in_line(case)


def test_taken_back_while_it_is_extended(world: World, case: Case) -> None:
    sharing = world.sharing(case, until=today() + 5 * DAY)
    later = {"until": today() + 60 * DAY, "how": "gebeld", "given_by": "zij"}
    got = at_once(
        lambda: perform(sharing, "withdraw", by=world.teamlid, why="Zij belde"),
        lambda: perform(sharing, "extend", by=world.consulent, **later),
    )
    assert fresh(sharing).state == "ingetrokken"
    assert all(isinstance(one, NotNow) for one in got if isinstance(one, Exception)), got


def test_extended_at_that_moment_the_night_leaves_it(world: World, case: Case) -> None:
    sharing = world.sharing(case, given_on=today() - 9 * DAY, until=today())

    def extend() -> None:
        hold(Case, [case.pk])
        Sharing.objects.filter(pk=sharing.pk).update(until=today() + 9 * DAY)

    with meanwhile(extend) as commit:
        threading.Timer(0.5, commit).start()
        assert by_date.run() == 0
    assert fresh(sharing).state == "gegeven"
