"""What somebody is found by: the database and Python make the same keys."""

import re

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from casework.people.models import Person
from casework.people.searched import (
    name_keys,
    pattern_with_one_letter_wrong,
    searched_address,
    with_one_letter_wrong,
)
from tests.factories import World

LETTERS = st.text(alphabet="abcdeé", min_size=4, max_size=9)


@given(LETTERS, st.integers(0, 8), st.sampled_from("abcxyz"), st.sampled_from(["more", "less", "other", "swapped"]))
def test_one_letter_wrong_is_found(word: str, at: int, letter: str, how: str) -> None:
    at %= len(word) - 1
    wrong = {
        "more": word[:at] + letter + word[at:],
        "less": word[:at] + word[at + 1 :],
        "other": word[:at] + letter + word[at + 1 :],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[how]
    if wrong != word and len(wrong) >= 4:
        assert name_keys(word) & set(with_one_letter_wrong(wrong))


@given(st.text(alphabet="abcé", min_size=2, max_size=6), st.text(alphabet="abcé._", min_size=3, max_size=6))
def test_the_pattern_says_the_same_as_the_keys(name: str, word: str) -> None:
    pattern, keys = pattern_with_one_letter_wrong(word), with_one_letter_wrong(word)
    assert bool(pattern) == bool(keys)
    if pattern:
        assert bool(re.search(pattern, f" {name} ")) == bool(name_keys(name) & set(keys))
        assert re.search(pattern, f" iets {word}x anders ")


@given(LETTERS, LETTERS)
def test_two_letters_wrong_are_another_word(one: str, other: str) -> None:
    near = bool(name_keys(one) & set(with_one_letter_wrong(other)))
    assert near == (_distance(one, other) <= 1)


def _distance(one: str, other: str) -> int:
    """Letters more, less or other, and two that changed places; worked out the long way."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and (a, b) == (other[j - 2], one[i - 2]):
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "bep", "bep jansen", "aart van der ozdemir", "anna anna li"])
def test_the_index_holds_what_is_looked_for(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_keys(%s)", [name])
        found = cursor.fetchone()[0]
    assert sorted(found) == sorted(set().union(*(name_keys(word) for word in name.split())))


def test_a_secret_address_is_not_there_to_be_found() -> None:
    one = Person(family_name="Bos", street="Lange Dijk 27A", postcode="3281 AB", town="Numansdorp")
    assert searched_address(one) == " 3281ab lange dyk 27 a numansdorp "
    one.secret_address = True
    assert searched_address(one) == ""


def test_made_secret_it_is_gone(world) -> None:
    person = world.person()
    assert person.search_address
    person.secret_address = True
    person.save(update_fields=["secret_address"])
    assert Person.objects.get(pk=person.pk).search_address == ""
    with pytest.raises(TypeError):
        Person.objects.filter(pk=person.pk).update(secret_address=False)
