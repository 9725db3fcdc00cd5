"""Whose agreement a plan needs, written by hand: law × age × who has authority."""

import datetime as dt

import pytest

from casework.householdplans.agreeing import ELSEWHERE, Asked, Gave, Lives, asked, birthday, on_day

ON = dt.date(2026, 3, 2)
MOTHER, CHILD = 1, 9
AGES = {
    "toestemming_zelf_wmo": 12,
    "toestemming_samen_jeugdwet": 12,
    "toestemming_zelf_jeugdwet": 16,
    "toestemming_samen_wgbo": 12,
    "toestemming_zelf_wgbo": 16,
}

#      law        born on            authority          whose say          unknown
TABLE = """
wmo        2014-03-03   mother             mother             no
wmo        2014-03-02   mother             self               no
wmo        2014-03-02   nobody             self               no
wmo        2020-01-01   nobody             nobody             yes
wmo        2020-01-01   mother,elsewhere   mother,elsewhere   no
wmo        unknown      nobody             self               no
jeugdwet   2014-03-03   mother             mother             no
jeugdwet   2014-03-02   mother             self,mother        no
jeugdwet   2014-03-02   nobody             self               yes
jeugdwet   2010-03-03   elsewhere          self,elsewhere     no
jeugdwet   2010-03-02   elsewhere          self               no
wgbo       2014-03-02   mother             self,mother        no
wgbo       2010-03-02   mother             self               no
wgbo       1980-01-01   nobody             self               no
"""
KEYS = {"mother": MOTHER, "elsewhere": ELSEWHERE, "self": CHILD}


def keys(words: str) -> frozenset[int]:
    return frozenset(KEYS[one] for one in words.split(",") if one != "nobody")


def of(lives: Lives, *gave: Gave, law: str = "wmo", on: dt.date = ON) -> Asked:
    (found,) = asked([lives], gave, law, on_day(on), AGES.__getitem__)
    return found


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_whose_say_it_is(row: str) -> None:
    law, born, authority, whose, unknown = row.split()
    day = None if born == "unknown" else dt.date.fromisoformat(born)
    found = of(Lives(CHILD, day, keys(authority)), law=law)
    assert (found.needed, found.unknown) == (keys(whose), unknown == "yes")
    assert not found.agreed


def test_what_was_said_counts_of_whom_it_is_asked_and_at_18_again() -> None:
    born = dt.date(2008, 3, 2)
    lives = Lives(CHILD, born, frozenset({MOTHER}))
    said = Gave(CHILD, CHILD, dt.date(2026, 2, 1))
    assert of(lives, said, on=dt.date(2026, 3, 1)).agreed
    assert of(lives, said).missing == {CHILD}  # 18 today: what a child said is asked again
    assert of(lives, Gave(CHILD, CHILD, ON)).agreed
    young = Lives(CHILD, dt.date(2012, 1, 1), frozenset({MOTHER}))
    assert of(young, Gave(CHILD, CHILD, ON), law="jeugdwet").missing == {MOTHER}
    assert of(young, Gave(CHILD, CHILD, ON), Gave(CHILD, MOTHER, ON), law="jeugdwet").agreed
    assert of(young, Gave(MOTHER, MOTHER, ON)).missing == {CHILD}  # of another member


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    assert birthday(dt.date(2008, 2, 29), 18) == dt.date(2026, 3, 1)
    lives = Lives(CHILD, dt.date(2014, 2, 28), frozenset())
    assert of(lives).needed == {CHILD}
