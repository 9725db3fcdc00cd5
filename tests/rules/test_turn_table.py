"""Whose turn it is, by when: every turn that any noun makes, in the order of those it may be for.

Written by hand in `tests/rules/turns/`, one file per noun. A turn that isn't there fails by name.
"""

from typing import Any

import pytest

from casework.contacts.models import Contacted
from casework.contacts.words import Kind
from casework.notes.operations import add_note
from roles.models import User
from tests.factories import World, put_in_line
from tests.rules.turns.every import TURNS, in_the_code
from tests.rules.turns.waiting import Waits, moment

IN_WORDS = [f"{one.name} for {one.seats[0]}, by {one.due}" for one in TURNS]


def test_every_turn_has_its_row() -> None:
    built = set(in_the_code())
    told = {one.name for one in TURNS}
    assert sorted(built - told) == [], "not in the table"
    assert sorted(told - built) == [], "in the table, and nowhere else"


def work(anchor: Any, one: Waits, on: Any) -> Any:
    """That turn, as it stands on that day."""
    put_in_line(type(anchor), [anchor.pk], moment(on))
    rows = anchor.work.open().select_related("for_user", "for_team", "for_organisation")
    return next((row for row in rows if name_of(row) == one.name), None)


def name_of(row: Any) -> str:
    """Its key without the id of what it is about."""
    return ":".join(part for part in row.key.split(":") if part != row.object_id)


def seat_of(row: Any) -> str:
    place = row.for_team or row.for_organisation
    return row.for_user.username if row.for_user else f"{row.for_role}@{place.name}"


def nobody_at(seat: str) -> None:
    """From now on: that person, or whoever has that role there."""
    role, _, place = seat.partition("@")
    people = User.objects.filter(username=role)
    if place:
        there = User.objects.filter(memberships__role=role)
        people = there.filter(memberships__team__name=place) | there.filter(memberships__organisation__name=place)
    User.objects.filter(pk__in=people.values("pk")).update(is_active=False)


@pytest.mark.parametrize("one", TURNS, ids=IN_WORDS)
def test_it_is_the_first_of_these_who_is_there(town: World, one: Waits) -> None:
    made = one.make(town)
    anchor, found = getattr(made, "anchor", made), []
    for seat in one.seats:
        row = work(anchor, one, one.on)
        assert row is not None
        found.append(seat_of(row))
        nobody_at(seat)
    assert found == list(one.seats)


@pytest.mark.parametrize("one", TURNS, ids=IN_WORDS)
def test_it_is_there_for_this_step_by_this_day(town: World, one: Waits) -> None:
    made = one.make(town)
    anchor = getattr(made, "anchor", made)
    if one.not_on is not None:
        assert work(anchor, one, one.not_on) is None
    row = work(anchor, one, one.on)
    assert row is not None
    assert (row.step, row.due_on) == (one.step, one.due)


@pytest.mark.parametrize("reached", [True, False])
def test_maak_kennis_goes_with_the_first_contact_and_not_with_a_try(town: World, reached: bool) -> None:
    meet = next(one for one in TURNS if one.name == "case:meet")
    case = meet.make(town)
    assert work(case, meet, meet.on) is not None
    told = Contacted(kind=Kind.BEZOEK, on=meet.on, reached=reached)
    add_note(case, by=town.consulent2, text="Aan de deur.", told=told, at=moment(meet.on))
    assert (work(case, meet, meet.on) is None) == reached
