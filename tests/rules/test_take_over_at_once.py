"""Two leaders give the same colleague's caseload away at the same moment; and one that moves meanwhile."""

from functools import partial

import pytest

from casework.cases.operations import recuse
from casework.engine import rerouting
from casework.engine.door import perform
from casework.monday.take_over import give_case
from roles.matrix import Role
from roles.policy import sight
from tests.at_once import at_once
from tests.factories import World, fresh, member, user

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def test_two_leaders_give_the_same_cases_to_different_colleagues(world: World) -> None:
    second = user("leider2")
    member(second, Role.TEAMLEIDER, team=world.team)
    cases = [world.case() for _ in range(4)]
    kept = [world.appointment(case) for case in cases]

    def give_all(leader, to, order) -> list[str]:
        by = sight(leader)
        return [give_case(case, of=world.consulent, to=to, note="Dag.", by=by).why_not for case in order]

    first, other = at_once(
        partial(give_all, world.teamleider, world.consulent2, cases),
        partial(give_all, second, world.teamlid, cases[::-1]),
    )
    for number, case in enumerate(cases):
        told = (first[number], other[::-1][number])
        assert sorted(map(bool, told)) == [False, True], told
        winner = world.teamlid if told[0] else world.consulent2
        assert "Een collega was u voor" in (told[0] or told[1])
        assert fresh(case).regisseur == winner
        assert fresh(kept[number]).person == winner  # the appointment went with its case
        assert case.events.filter(verb="case.assign").count() == 1
        assert case.notes.count() == 1


def test_who_steps_aside_meanwhile_never_gets_it(world: World) -> None:
    case = world.case()
    given, _ = at_once(
        lambda: give_case(case, of=world.consulent, to=world.consulent2, by=sight(world.teamleider)),
        lambda: recuse(case, by=world.consulent2),
    )
    closed = case.recusals.filter(user=world.consulent2).exists()
    assert closed
    turns = case.work.filter(closed_at=None, for_user=world.consulent2)
    assert not turns.exists()  # whoever was first, it is nobody's who may not see it
    assert bool(given.why_not) == (fresh(case).regisseur == world.consulent)


def test_a_case_that_closes_meanwhile_stays_whole(world: World) -> None:
    case = world.case("evaluatie")
    world.appointment(case)
    at_once(
        lambda: give_case(case, of=world.consulent, to=world.consulent2, note="Dag.", by=sight(world.teamleider)),
        lambda: perform(case, "end", by=world.consulent, reason="verhuisd", on=case.received_on, words="Weg"),
    )
    now = fresh(case)
    assert now.notes.count() == (1 if now.regisseur == world.consulent2 else 0)
