"""Who made a change stands in the history whatever way it was written, and is told once per transaction."""

import uuid
from contextlib import suppress

import pghistory
import pytest
from django.db import DataError, connection, transaction
from django.db.transaction import TransactionManagementError

from roles import fixed
from roles.models import Team
from tests.round_trips import round_trips

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def team() -> Team:
    return Team.objects.create(name=f"Team {uuid.uuid4()}")


def by_orm(team: Team, phone: str) -> None:
    Team.objects.filter(pk=team.pk).update(phone=phone)


def by_fixed(team: Team, phone: str) -> None:
    team.phone = phone
    fixed.update([team], ["phone"])


def who_changed(team: Team) -> list[dict]:
    rows = team.pgh_event_models["update"].objects.filter(pgh_obj=team, pgh_label="update").order_by("pgh_id")
    return [row.pgh_context.metadata if row.pgh_context else None for row in rows]


BOTH = pytest.mark.parametrize("first", [by_orm, by_fixed])
THEN = pytest.mark.parametrize("then", [by_orm, by_fixed])


@BOTH
@THEN
def test_each_change_names_who_made_it_and_it_is_told_once(team: Team, first, then) -> None:
    with round_trips() as trips, pghistory.context(user=7), transaction.atomic():
        first(team, "1")
        then(team, "2")
        by_orm(team, "3")
    assert who_changed(team) == [{"user": 7}] * 3
    assert str(trips).count("pghistory.context_id") == 1, str(trips)
    with pghistory.context(user=8), transaction.atomic():
        then(team, "4")
    assert who_changed(team)[3] == {"user": 8}


@BOTH
@THEN
def test_what_becomes_known_later_is_told_again(team: Team, first, then) -> None:
    with pghistory.context(url="/"), transaction.atomic():
        first(team, "1")
        pghistory.context(user=7)
        then(team, "2")
    # one context, completed: both changes hang on the same row
    assert who_changed(team) == [{"url": "/", "user": 7}] * 2


@BOTH
@THEN
def test_after_going_back_to_a_savepoint_it_is_told_again(team: Team, first, then) -> None:
    with pghistory.context(user=7), transaction.atomic():
        with suppress(ZeroDivisionError), transaction.atomic():
            first(team, "1")
            raise ZeroDivisionError
        then(team, "2")
    assert who_changed(team) == [{"user": 7}]


@BOTH
@THEN
def test_a_transaction_that_was_undone_told_nothing_to_the_next(team: Team, first, then) -> None:
    with pghistory.context(user=7):
        with suppress(ZeroDivisionError), transaction.atomic():
            first(team, "1")
            raise ZeroDivisionError
        with transaction.atomic():
            then(team, "2")
    assert who_changed(team) == [{"user": 7}]


@BOTH
@THEN
@pytest.mark.parametrize("undone", [False, True])
def test_the_next_transaction_is_told_also_when_it_begins_by_reading(team: Team, first, then, undone) -> None:
    with pghistory.context(user=7):
        with suppress(ZeroDivisionError), transaction.atomic():
            first(team, "1")
            if undone:
                raise ZeroDivisionError
        with transaction.atomic():
            Team.objects.select_for_update().get(pk=team.pk)
            then(team, "2")
    assert who_changed(team)[-1] == {"user": 7}


@BOTH
@THEN
@pytest.mark.parametrize("broken", [False, True])
def test_what_became_known_before_going_back_to_a_savepoint_is_told_again(team: Team, first, then, broken) -> None:
    with pghistory.context(url="/"), transaction.atomic():
        with suppress(ZeroDivisionError, DataError), transaction.atomic():
            pghistory.context(user=7)
            first(team, "1")
            if broken:
                connection.cursor().execute("SELECT 1 / 0")
            raise ZeroDivisionError
        then(team, "2")
    assert who_changed(team) == [{"url": "/", "user": 7}]


@THEN
def test_a_cursor_that_can_tell_nothing_told_nothing(team: Team, then) -> None:
    """As Django opens one to read many rows a part at a time."""
    keys = Team.objects.order_by().values("pk")
    with pghistory.context(user=7), transaction.atomic():
        assert list(keys.union(keys, all=True).iterator())
        then(team, "1")
    assert who_changed(team) == [{"user": 7}]


def test_nobody_is_named_where_nobody_is_known(team: Team) -> None:
    with pghistory.context(user=7), transaction.atomic():
        by_fixed(team, "1")
    with transaction.atomic():
        by_fixed(team, "2")
    assert who_changed(team) == [{"user": 7}, None]


def test_outside_a_transaction_what_has_a_history_is_refused(team: Team) -> None:
    with pytest.raises(TransactionManagementError, match="history"):
        by_fixed(team, "1")
    with pghistory.context(user=7):
        by_orm(team, "2")
    assert who_changed(team) == [{"user": 7}]


def test_told_together_it_costs_no_round_trip_of_its_own(team: Team) -> None:
    with round_trips() as trips, pghistory.context(user=7), transaction.atomic(), fixed.together():
        by_fixed(team, "1")
    assert len(trips) == 2, str(trips)
    assert who_changed(team) == [{"user": 7}]
