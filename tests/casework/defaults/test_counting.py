"""What is owed for deciding too late, by hand and against counting day by day."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.defaults.counting import MOST, Amounts, counted, last_day
from casework.defaults.terms import without_dwangsom
from tests.casework.law.dates import CLOCK, TEN_YEARS

DAY = dt.timedelta(days=1)
OLD = Amounts(dt.date(2009, 10, 1), (Decimal(20), Decimal(30), Decimal(40)))
NOW = Amounts(dt.date(2019, 1, 1), (Decimal(23), Decimal(35), Decimal(45)))
RECEIVED, DUE = dt.date(2026, 3, 2), dt.date(2026, 3, 16)


@pytest.mark.parametrize(
    ("through", "days", "amount"),
    [
        (dt.date(2026, 3, 10), 0, 0),
        (DUE, 0, 0),  # on the last day of the two weeks
        (dt.date(2026, 3, 17), 1, 23),
        (dt.date(2026, 3, 30), 14, 322),  # 14 × 23
        (dt.date(2026, 3, 31), 15, 357),
        (dt.date(2026, 4, 13), 28, 812),  # and 14 × 35
        (dt.date(2026, 4, 14), 29, 857),
        (dt.date(2026, 4, 27), 42, 1442),  # and 14 × 45: the most there is; Koningsdag counts as any day
        (dt.date(2026, 4, 28), 42, 1442),
        (dt.date(2027, 1, 1), 42, 1442),
    ],
)
def test_what_is_owed(through: dt.date, days: int, amount: int) -> None:
    found = counted([OLD, NOW], received_on=RECEIVED, due_on=DUE, through=through)
    assert (found.days, found.amount) == (days, amount)
    assert last_day(DUE) == dt.date(2026, 4, 27)


def test_the_amounts_are_those_of_the_day_on_which_the_notice_came() -> None:
    received = dt.date(2018, 12, 31)
    found = counted([NOW, OLD], received_on=received, due_on=received + 14 * DAY, through=received + 100 * DAY)
    assert found.amount == 1260
    assert counted([NOW], received_on=received, due_on=received, through=received + DAY).amount == 23


def test_it_says_how_it_was_counted() -> None:
    found = counted([NOW], received_on=RECEIVED, due_on=DUE, through=dt.date(2026, 3, 31))
    assert found.why == (
        "14 dagen van € 23,00 (17 maart 2026 tot en met 30 maart 2026); 1 dag van € 35,00 (31 maart 2026) "
        "(Awb, artikel 4:17)"
    )
    nothing = counted([NOW], received_on=RECEIVED, due_on=DUE, through=DUE)
    assert nothing.why == "geen dag te laat (Awb, artikel 4:17)"


def test_the_two_weeks_end_on_a_day_that_is_none_off() -> None:
    term = without_dwangsom(CLOCK, dt.date(2026, 3, 22))  # to Easter Sunday, 5 April
    assert term.on == dt.date(2026, 4, 7)
    assert "Awb, artikel 4:17" in term.why


@given(TEN_YEARS, st.integers(0, 40), st.integers(-20, 90), st.tuples(*[st.integers(0, 500)] * 3))
def test_it_is_what_counting_day_by_day_gives(
    received: dt.date, weeks: int, late: int, euros: tuple[int, int, int]
) -> None:
    due, per_day = received + weeks * DAY, tuple(Decimal(one) for one in euros)
    found = counted([Amounts(dt.date(2009, 1, 1), per_day)], received_on=received, due_on=due, through=due + late * DAY)
    owed, on = Decimal(0), 0
    while on < late and on < MOST:
        owed += per_day[0] if on < 14 else per_day[1] if on < 28 else per_day[2]
        on += 1
    assert (found.amount, found.days) == (owed, on)
    assert sum(part.days for part in found.parts) == on
    in_order = [(part.first, part.last) for part in found.parts]
    assert in_order == sorted(in_order)
    assert found.first in (None, due + DAY)
