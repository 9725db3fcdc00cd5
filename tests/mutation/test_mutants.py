"""The list of mutants itself: each changes what its name says, and every excuse is for one that exists."""

import pytest

from casework.cases.models import Case
from casework.engine.machine import step_once_named
from roles.actions import Action
from roles.matrix import MATRIX, Relation, Role
from tests.mutation import matrix, results
from tests.mutation.conditions import places
from tests.mutation.mutants import chosen, every_mutant


@pytest.mark.django_db
def test_the_database_is_there() -> None:
    """The first test of a run of mutants: what it leaves standing, all of them share."""
    assert not Case.objects.exists()


def test_every_excuse_is_for_a_mutant_and_says_why() -> None:
    assert [one for one in results.excused() if one not in every_mutant()] == []
    assert [one for one, why in results.excused().items() if len(why) < 20] == []


def test_a_cell_is_turned_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MATRIX, Role.TEAMLID, MATRIX[Role.TEAMLID])
    matrix.turn_round(Role.TEAMLID, Action.DECIDE_VANGNET, Relation.TEAM)
    matrix.turn_round(Role.TEAMLID, Action.VIEW_FILE, Relation.TEAM)
    assert MATRIX[Role.TEAMLID][Action.DECIDE_VANGNET] == (Relation.TEAM,)
    assert MATRIX[Role.TEAMLID][Action.VIEW_FILE] == ()
    assert MATRIX[Role.WMO_CONSULENT][Action.VIEW_FILE] == (Relation.TEAM,)


def test_a_condition_is_judged_otherwise() -> None:
    there = {place.id: place for place in places()}
    place = there["case.start:lead_case.is_regisseur"]
    kept = place.condition
    assert step_once_named(Case, "start").permits[0].who == (kept,)
    try:
        place.put(lambda attempt: True)
        assert place.condition.test(None) is True
        assert (place.condition.name, place.condition.reason) == (kept.name, kept.reason)
        assert step_once_named(Case, "start").permits[0].who == (place.condition,)
    finally:
        place.put(kept.test)


def test_mutants_are_chosen_by_pattern_and_room() -> None:
    mutants = every_mutant()
    assert {one.kind for one in chosen(mutants, only="matrix:teamlid:*:team")} == {"matrix"}
    assert {one.room for one in chosen(mutants, room="roles")} == {"roles"}
    assert [one.id for one in chosen(mutants, only="condition:case.start:has_goal:always")] == [
        "condition:case.start:has_goal:always"
    ]
