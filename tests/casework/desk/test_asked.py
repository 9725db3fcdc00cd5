"""What was typed, and all that it can mean."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from casework.desk.asked import LONGEST, MOST, read
from casework.engine.refs import REF_ALPHABET
from casework.law.days import MONTHS

TODAY = dt.date(2026, 11, 28)


def meant(text: str) -> list[list[str]]:
    return [[f"{one.kind.name} {one.value}" for one in term.meanings] for term in read(text, TODAY).terms]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("HW-2026-7KQ4M", "REF HW-2026-7KQ4M"),
        ("hw20267kq4m", "REF HW-2026-7KQ4M"),
        ("hw 2026 7kq4m", "REF HW-2026-7KQ4M"),
        ("2026-7KQ4M", "REF HW-2026-7KQ4M"),
        ("7kq4m", "TAIL 7KQ4M"),
        ("6-12-58", "BORN 1958-12-06"),
        ("06.12.1958", "BORN 1958-12-06"),
        ("6/12/1958", "BORN 1958-12-06"),
        ("6 12 58", "BORN 1958-12-06"),
        ("06121958", "BORN 1958-12-06"),
        ("1958-12-06", "BORN 1958-12-06"),
        ("6 december 1958", "BORN 1958-12-06"),
        ("6 dec. '58", "BORN 1958-12-06"),
        ("1 mrt 1942", "BORN 1942-03-01"),
        ("december 1958", "MONTH 1958-12"),
        ("12-1958", "MONTH 1958-12"),
        ("1958", "YEAR 1958"),
        ("3281 AB", "POSTCODE 3281ab"),
        ("3281ab", "POSTCODE 3281ab"),
        ("3281 AB 27", "HOUSE 3281ab 27"),
        ("3281ab 27a", "HOUSE 3281ab 27 a"),
        ("3281", "FIGURES 3281"),
        ("06 12345678", "PHONE +31612345678"),
        ("06-12-34-56-78", "PHONE +31612345678"),
        ("+31 6 1234 5678", "PHONE +31612345678"),
        ("0031612345678", "PHONE +31612345678"),
        ("(0186) 61 23 45", "PHONE +31186612345"),
        ("123456782", "BSN 123456782"),
        ("1234.56.782", "BSN 123456782"),
        ("O’Neill", "WORD oneill"),
        ("Özdemir", "WORD ozdemir"),
        ("IJsbrand", "WORD ysbrand"),
    ],
)
def test_each_usual_way_to_write_it_is_read(typed: str, first: str) -> None:
    assert [one[0] for one in meant(typed)] == [first]


def test_what_can_mean_two_things_means_both() -> None:
    assert meant("6-12-08") == [["BORN 1908-12-06", "BORN 2008-12-06"]]
    assert meant("123456782") == [["BSN 123456782", "PHONE +31123456782"]]
    assert meant("ernst") == [["TAIL ERNST", "WORD ernst"]]


def test_several_together_are_told_apart() -> None:
    assert [one[0] for one in meant("van der Berg, Jan 6-12-58")] == ["BORN 1958-12-06", "WORD berg", "WORD jan"]
    assert [one[0] for one in meant("1958 de Vries")] == ["YEAR 1958", "WORD vries"]
    assert [one[0] for one in meant("Lange Singel 27 a")] == ["TAIL LANGE", "WORD singel", "NUMBER 27 a"]


def test_small_words_say_nothing_beside_others() -> None:
    asked = read("van der Berg", TODAY)
    assert ([term.typed for term in asked.terms], asked.beside) == (["Berg"], ("van", "der"))
    assert meant("de") == [["WORD de"]]


def test_no_date_that_cannot_be() -> None:
    for typed in ("31-2-1958", "6-13-1958", "6-12-1858", "1-1-2030"):
        assert not any(one.startswith("BORN") for term in meant(typed) for one in term), typed


def test_a_citizens_number_is_not_repeated_in_the_log() -> None:
    asked = read("Jansen 1234 56 782", TODAY)
    assert asked.for_the_log == "Jansen BSN eindigend op 782"
    assert read("Jansen", TODAY).for_the_log == "Jansen"


@given(st.text(max_size=600) | st.text(alphabet="0123456789 -./+()abHWhw'’%\x00", max_size=80))
def test_whatever_was_typed_is_read(text: str) -> None:
    asked = read(text, TODAY)
    assert len(asked.words) <= LONGEST
    assert len(asked.terms) <= MOST
    assert asked.words.isprintable()
    assert all(term.meanings for term in asked.terms)
    assert read(asked.words, TODAY).words == asked.words


@given(st.dates(dt.date(1900, 1, 1), TODAY), st.sampled_from("-./ "), st.booleans())
def test_every_day_is_read_however_it_is_written(day: dt.date, mark: str, padded: bool) -> None:
    number = f"{day.day:02}{mark}{day.month:02}" if padded else f"{day.day}{mark}{day.month}"
    for typed in (f"{number}{mark}{day.year}", f"{day.day} {MONTHS[day.month - 1]} {day.year}", day.isoformat()):
        assert [f"BORN {day.isoformat()}"] in meant(f"Jansen {typed}"), typed
    assert any(f"BORN {day.isoformat()}" in one for one in meant(f"{number}{mark}{day.year % 100:02}"))


@given(st.integers(2020, 2030), st.text(alphabet=REF_ALPHABET, min_size=5, max_size=5), st.sampled_from(["-", "", " "]))
def test_every_reference_is_read(year: int, tail: str, mark: str) -> None:
    typed = f"hw{mark}{year}{mark}{tail.lower()}"
    assert meant(typed) == [[f"REF HW-{year}-{tail}"]]
    assert f"TAIL {tail}" in [one for term in meant(tail.lower()) for one in term] or tail.isdecimal()


@given(st.integers(1, 99_999_999).map(lambda number: f"{number:08}"))
def test_a_number_that_passes_the_eleven_test_is_looked_for_as_one(start: str) -> None:
    for last in "0123456789":
        number = start + last
        is_one = [f"BSN {number}"] == [one for term in meant(number) for one in term if one.startswith("BSN")]
        assert is_one == bsn.is_valid(number)
