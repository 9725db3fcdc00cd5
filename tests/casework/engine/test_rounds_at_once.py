"""A round asked for at the same moment. In a module of its own: it keeps no world for its tests."""

import pytest

from casework.engine import nights
from casework.engine.nights import NightlyRound
from tests.at_once import at_once


@pytest.mark.django_db(transaction=True)
def test_asked_for_at_the_same_moment_it_is_one_round(django_user_model) -> None:
    who = django_user_model.objects.create_user("beheer")
    assert sorted(at_once(*[lambda: nights.ask(who)] * 4)) == [False, False, False, True]
    assert NightlyRound.objects.count() == 1
