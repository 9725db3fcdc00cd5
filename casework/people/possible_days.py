"""Which days of birth and death can be true."""

import datetime as dt
from typing import Any

from casework.engine.possible_days import EARLIEST, Days
from casework.people.births import days_of


def birth(case: Any) -> dt.date:
    """The first day on which they can have been born."""
    person = case.person if case else None
    if person is None or not (person.birth_date or person.birth_about):
        return EARLIEST
    return person.birth_date or days_of(person.birth_about)[0]


def born(case: Any, on: dt.date) -> Days:
    """Nobody asks for help before birth, or is born after death."""
    if case is None or case.person is None:
        return Days(EARLIEST, on)
    return Days(EARLIEST, min(on, case.received_on, case.person.deceased_on or on))


def died(case: Any, on: dt.date) -> Days:
    return Days(birth(case), on)
