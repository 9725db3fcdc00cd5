"""Which days of birth and death can be true."""

import datetime as dt
from typing import Any

from casework.engine.possible_days import EARLIEST, Days


def birth(case: Any) -> dt.date:
    return (case.person.birth_date if case and case.person else None) or EARLIEST


def born(case: Any, on: dt.date) -> Days:
    """Nobody asks for help before birth, or is born after death."""
    if case is None or case.person is None:
        return Days(EARLIEST, on)
    return Days(EARLIEST, min(on, case.received_on, case.person.deceased_on or on))


def died(case: Any, on: dt.date) -> Days:
    return Days(birth(case), on)
