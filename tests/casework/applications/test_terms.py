"""The term of a decision on an application, with what makes it stand still."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.applications.terms import decision as decision_term
from casework.law.days import sentence
from casework.law.terms import Clock, Suspension
from tests.casework.law.dates import CLOCK, ONE_DAY, TEN_YEARS, day


def suspended(*periods: tuple[str, str | None]) -> list[Suspension]:
    return [Suspension(day(a), None if b is None else day(b)) for a, b in periods]


@pytest.mark.parametrize(
    ("received", "periods", "expected"),
    [
        ("2026-12-01", [], "2026-12-15"),
        # seven days
        ("2026-12-01", [("2026-12-03", "2026-12-10")], "2026-12-22"),
        # began and ended on the same day: nothing
        ("2026-12-01", [("2026-12-03", "2026-12-03")], "2026-12-15"),
        # two times two days, and then a Saturday
        (
            "2026-12-01",
            [("2026-12-10", "2026-12-12"), ("2026-12-03", "2026-12-05")],
            "2026-12-21",
        ),
        # the 8th and 9th are in both, and count once
        (
            "2026-12-01",
            [("2026-12-03", "2026-12-10"), ("2026-12-08", "2026-12-12")],
            "2026-12-24",
        ),
        # one inside the other
        (
            "2026-12-01",
            [("2026-12-03", "2026-12-10"), ("2026-12-04", "2026-12-06")],
            "2026-12-22",
        ),
        # began before the term: only the 2nd and 3rd count
        ("2026-12-01", [("2026-11-28", "2026-12-04")], "2026-12-17"),
        # wholly before the term
        ("2026-12-01", [("2026-11-20", "2026-11-25")], "2026-12-15"),
        # on the last day
        ("2026-12-01", [("2026-12-15", "2026-12-17")], "2026-12-17"),
        # the day after the last day
        ("2026-12-01", [("2026-12-16", "2026-12-20")], "2026-12-15"),
        # the second is in time because of the first
        (
            "2026-12-01",
            [("2026-12-03", "2026-12-10"), ("2026-12-18", "2026-12-20")],
            "2026-12-24",
        ),
        # brought to Christmas Day
        ("2026-12-04", [("2026-12-07", "2026-12-14")], "2026-12-28"),
        # counted to Saturday the 5th, so running through Monday the 7th:
        # suspended on the Sunday, on the Monday, or too late on the Tuesday
        ("2026-11-21", [], "2026-12-07"),
        ("2026-11-21", [("2026-12-06", "2026-12-11")], "2026-12-11"),
        ("2026-11-21", [("2026-12-07", "2026-12-10")], "2026-12-10"),
        ("2026-11-21", [("2026-12-08", "2026-12-11")], "2026-12-07"),
        # an agreed delay that ends later than today
        ("2026-12-01", [("2026-12-10", "2027-01-07")], "2027-01-12"),
    ],
)
def test_decision(
    clock: Clock,
    received: str,
    periods: list[tuple[str, str | None]],
    expected: str,
) -> None:
    term = decision_term(clock, day(received), suspensions=suspended(*periods), on=day("2026-12-20"))
    assert term.on == day(expected)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-12-02", "2026-12-15"),  # begins tomorrow
        ("2026-12-03", "2026-12-16"),  # its first day
        ("2026-12-09", "2026-12-22"),
        ("2026-12-10", "2026-12-23"),
        ("2026-12-12", "2026-12-28"),  # ten days: Christmas Day
        ("2027-01-31", "2027-02-15"),  # sixty days: Saturday 13 February
    ],
)
def test_a_running_suspension_counts_through_today(clock: Clock, on: str, expected: str) -> None:
    term = decision_term(clock, day("2026-12-01"), suspensions=suspended(("2026-12-03", None)), on=day(on))
    assert term.on == day(expected)


@pytest.mark.parametrize("announced", ["2027-01-06", "2026-12-15", "2026-12-10"])
def test_a_notice_of_delay_moves_nothing(clock: Clock, announced: str) -> None:
    term = decision_term(clock, day("2026-12-01"), announced=day(announced), on=day("2026-12-14"))
    assert term.on == day("2026-12-15")


@pytest.mark.parametrize(
    ("received", "periods", "announced", "why"),
    [
        (
            "2026-12-01",
            [],
            None,
            "aanvraag 1 december 2026 + 2 weken = dinsdag 15 december 2026 (Wmo 2015, artikel 2.3.5)",
        ),
        (
            "2026-12-04",
            [("2026-12-07", "2026-12-14")],
            None,
            "aanvraag 4 december 2026 + 2 weken = vrijdag 18 december 2026; "
            "opgeschort van 7 december 2026 tot en met 13 december 2026: "
            "7 dagen erbij; dus vrijdag 25 december 2026; "
            "25 december is Eerste kerstdag en 26 december is Tweede kerstdag; "
            "dus maandag 28 december 2026 "
            "(Wmo 2015, artikel 2.3.5; Awb, artikel 4:15)",
        ),
        (
            "2026-12-01",
            [("2026-12-03", None)],
            None,
            "aanvraag 1 december 2026 + 2 weken = dinsdag 15 december 2026; "
            "opgeschort sinds 3 december 2026, loopt nog, tot en met "
            "9 december 2026: 7 dagen erbij; dus dinsdag 22 december 2026 "
            "(Wmo 2015, artikel 2.3.5; Awb, artikel 4:15)",
        ),
        (
            "2026-12-01",
            [("2026-12-03", "2026-12-05"), ("2026-12-04", "2026-12-06")],
            None,
            "aanvraag 1 december 2026 + 2 weken = dinsdag 15 december 2026; "
            "opgeschort van 3 december 2026 tot en met 4 december 2026: "
            "2 dagen erbij; "
            "opgeschort van 4 december 2026 tot en met 5 december 2026: "
            "1 dag erbij (van de 2); dus vrijdag 18 december 2026 "
            "(Wmo 2015, artikel 2.3.5; Awb, artikel 4:15)",
        ),
        (
            "2026-12-01",
            [("2026-12-16", "2026-12-17")],
            None,
            "aanvraag 1 december 2026 + 2 weken = dinsdag 15 december 2026; "
            "opgeschort op 16 december 2026: geen extra dagen, "
            "de termijn was toen al voorbij (Wmo 2015, artikel 2.3.5)",
        ),
        (
            "2026-12-01",
            [("2026-12-11", None)],
            None,
            "aanvraag 1 december 2026 + 2 weken = dinsdag 15 december 2026; "
            "opgeschort vanaf 11 december 2026, nog niet begonnen: "
            "geen extra dagen (Wmo 2015, artikel 2.3.5)",
        ),
        (
            "2026-12-01",
            [("2026-12-03", "2026-12-04")],
            "2027-01-06",
            "aanvraag 1 december 2026 + 2 weken = dinsdag 15 december 2026; "
            "opgeschort op 3 december 2026: 1 dag erbij; "
            "dus woensdag 16 december 2026; "
            "bericht van uitstel: verwacht op woensdag 6 januari 2027, dat verschuift deze dag niet "
            "(Wmo 2015, artikel 2.3.5; Awb, artikel 4:15; Awb, artikel 4:14)",
        ),
    ],
)
def test_a_decision_explains_itself(
    clock: Clock,
    received: str,
    periods: list[tuple[str, str | None]],
    announced: str | None,
    why: str,
) -> None:
    term = decision_term(
        clock,
        day(received),
        suspensions=suspended(*periods),
        announced=None if announced is None else day(announced),
        on=day("2026-12-09"),
    )
    assert term.why == why


@st.composite
def applications(draw: st.DrawFn) -> tuple[date, list[Suspension]]:
    received = draw(TEN_YEARS)
    periods = draw(st.lists(st.tuples(st.integers(-5, 60), st.integers(0, 30)), max_size=4))
    starts = [(received + timedelta(days=at), n) for at, n in periods]
    return received, [Suspension(s, s + timedelta(days=n)) for s, n in starts]


def counted_day_by_day(received: date, suspensions: Sequence[Suspension]) -> date:
    """Fourteen days that are not suspended; then on to a day that may be the last."""

    def still(on: date) -> bool:
        return any(s.since <= on and (s.until is None or on < s.until) for s in suspensions)

    on, counted = received, 0
    while counted < 14:
        on += ONE_DAY
        counted += not still(on)
    while CLOCK.day_off(on) is not None or still(on):
        on += ONE_DAY
    return on


@given(applications())
def test_a_decision_is_what_counting_day_by_day_gives(
    application: tuple[date, list[Suspension]],
) -> None:
    received, suspensions = application
    term = decision_term(CLOCK, received, suspensions=suspensions, on=received)
    assert term.on == counted_day_by_day(received, suspensions)
    assert sentence(term.on) in term.why


@given(TEN_YEARS, st.integers(1, 30), st.integers(0, 90))
def test_a_running_suspension_is_one_that_ends_tomorrow(received: date, begins: int, runs: int) -> None:
    since = received + timedelta(days=begins)
    on = since + timedelta(days=runs)
    running = decision_term(CLOCK, received, suspensions=[Suspension(since, None)], on=on)
    ended = decision_term(CLOCK, received, suspensions=[Suspension(since, on + ONE_DAY)], on=on)
    assert running.on == ended.on


@given(applications(), st.dates(date(2020, 1, 1), date(2036, 12, 31)))
def test_no_notice_of_delay_moves_the_day(application: tuple[date, list[Suspension]], announced: date) -> None:
    received, suspensions = application
    lawful = decision_term(CLOCK, received, suspensions=suspensions, on=received)
    told = decision_term(CLOCK, received, suspensions=suspensions, announced=announced, on=received)
    assert told.on == lawful.on
    assert sentence(announced) in told.why
