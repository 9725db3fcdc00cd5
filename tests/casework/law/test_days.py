"""The calendar: which days count. Every expected date was read from a calendar by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.days import sentence
from casework.law.terms import Clock
from tests.casework.law.dates import CLOCK, TEN_YEARS, day


@pytest.mark.parametrize(
    ("on", "name"),
    [
        ("2026-01-01", "Nieuwjaarsdag"),
        ("2026-04-03", "Goede vrijdag"),
        ("2026-04-04", "zaterdag"),
        ("2026-04-05", "Eerste paasdag"),
        ("2026-04-06", "Tweede paasdag"),
        ("2026-04-07", None),
        ("2026-04-27", "Koningsdag"),
        ("2026-04-30", None),
        ("2026-05-05", "Bevrijdingsdag"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2026-05-15", None),
        ("2026-05-24", "Eerste pinksterdag"),
        ("2026-05-25", "Tweede pinksterdag"),
        ("2026-11-21", "zaterdag"),
        ("2026-11-22", "zondag"),
        ("2026-12-05", "zaterdag"),
        ("2026-12-24", None),
        ("2026-12-25", "Eerste kerstdag"),
        ("2026-12-26", "Tweede kerstdag"),
        ("2026-12-31", None),
    ],
)
def test_day_off_names_the_day(clock: Clock, on: str, name: str | None) -> None:
    assert clock.day_off(day(on)) == name


@pytest.mark.parametrize("year", range(2015, 2041))
def test_the_fifth_of_may_is_a_public_holiday_every_year(clock: Clock, year: int) -> None:
    assert "Bevrijdingsdag" in (clock.day_off(date(year, 5, 5)) or "")


@pytest.mark.parametrize("year", [2025, 2031])
def test_koningsdag_moves_to_saturday_when_the_27th_is_a_sunday(clock: Clock, year: int) -> None:
    assert clock.day_off(date(year, 4, 26)) == "Koningsdag"
    assert clock.day_off(date(year, 4, 27)) == "zondag"
    assert clock.day_off(date(year, 4, 28)) is None


@pytest.mark.parametrize(
    "good_friday",
    ["2024-03-29", "2025-04-18", "2026-04-03", "2027-03-26", "2028-04-14"],
)
def test_good_friday_is_a_public_holiday_every_year(clock: Clock, good_friday: str) -> None:
    assert clock.day_off(day(good_friday)) == "Goede vrijdag"


def test_a_day_by_decree_is_a_day_off_only_where_it_is_configured(clock: Clock, decreed: Clock) -> None:
    assert clock.day_off(day("2026-05-15")) is None
    assert decreed.day_off(day("2026-05-15")) == "vrijdag na Hemelvaartsdag"


def test_a_decree_cannot_rename_a_holiday() -> None:
    clock = Clock((), {day("2026-12-25"): "iets anders"})
    assert clock.day_off(day("2026-12-25")) == "Eerste kerstdag"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-23"),
        ("2026-11-22", "2026-11-23"),
        ("2026-04-03", "2026-04-07"),  # Good Friday to the Tuesday after Easter
        ("2025-04-26", "2025-04-28"),  # Koningsdag on Saturday
        ("2025-12-25", "2025-12-29"),  # Thursday and Friday, then the weekend
        ("2027-05-05", "2027-05-07"),  # 5 May, and Ascension the day after
        ("2027-01-01", "2027-01-04"),
    ],
)
def test_next_working_day(clock: Clock, start: str, expected: str) -> None:
    assert clock.next_working_day(day(start)) == day(expected)


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2026-11-20", 0, "2026-11-20"),
        ("2026-11-21", 0, "2026-11-23"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 2, "2026-11-24"),
        ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
        ("2026-12-24", 2, "2026-12-29"),  # over Christmas
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-04-24", 1, "2026-04-28"),  # over Koningsdag
        ("2026-04-30", 5, "2026-05-08"),  # over 5 May
        ("2026-05-04", 10, "2026-05-20"),  # over 5 May and Ascension
        ("2026-05-22", 1, "2026-05-26"),  # over Whitsun
        ("2026-12-31", 5, "2027-01-08"),  # over the turn of the year
    ],
)
def test_add_working_days(clock: Clock, start: str, n: int, expected: str) -> None:
    assert clock.add_working_days(day(start), n) == day(expected)


def test_add_working_days_skips_a_day_by_decree(decreed: Clock) -> None:
    assert decreed.add_working_days(day("2026-05-04"), 10) == day("2026-05-21")


def test_add_working_days_does_not_count_back(clock: Clock) -> None:
    with pytest.raises(ValueError, match="kleiner dan nul"):
        clock.add_working_days(day("2026-05-04"), -1)


def test_the_calendar_outside_the_years_of_the_library_still_has_weekends() -> None:
    clock = Clock(())
    assert clock.day_off(date(1950, 1, 1)) == "zondag"
    assert clock.day_off(date(2101, 5, 5)) == "Bevrijdingsdag"


@pytest.mark.parametrize(
    ("until", "on", "left"),
    [
        ("2026-12-04", "2026-11-27", 7),
        ("2026-12-04", "2026-12-04", 0),
        ("2026-12-04", "2026-12-07", -3),
        ("2028-03-01", "2028-02-28", 2),
    ],
)
def test_days_left(clock: Clock, until: str, on: str, left: int) -> None:
    assert clock.days_left(day(until), day(on)) == left


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-12-04", "vrijdag 4 december 2026"),
        ("2027-01-01", "vrijdag 1 januari 2027"),
        ("2028-02-29", "dinsdag 29 februari 2028"),
        ("2026-08-31", "maandag 31 augustus 2026"),
    ],
)
def test_sentence(on: str, words: str) -> None:
    assert sentence(day(on)) == words


@given(TEN_YEARS, st.integers(1, 60))
def test_working_days_are_counted_one_by_one(start: date, n: int) -> None:
    end = CLOCK.add_working_days(start, n)
    passed = [start + timedelta(days=d + 1) for d in range((end - start).days)]
    assert sum(CLOCK.day_off(d) is None for d in passed) == n
    assert CLOCK.day_off(end) is None


@given(TEN_YEARS, st.integers(1, 30), st.integers(1, 30))
def test_working_days_add_up(start: date, a: int, b: int) -> None:
    in_two = CLOCK.add_working_days(CLOCK.add_working_days(start, a), b)
    assert CLOCK.add_working_days(start, a + b) == in_two
