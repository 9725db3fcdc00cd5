"""The terms of paper: to send it, and for whoever disagrees with what it decides."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from casework.engine.noun import RunningTerm
from casework.law.terms import AWB, Term, Unit, house, law

RULES = (
    law("bezwaar", 6, Unit.WEEKS, AWB + "6:7", "Awb 6:7"),
    house("versturen", 1),
)


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    """Until when one can object: on paper, for who reads it; colleagues see it with each letter."""
    if printed:
        for one in case.documents.filter(object_until__gte=on).defer("snapshot"):
            against = f"tegen ‘{one.get_kind_display()}’"
            told = ("tot en met", f"u kunt bezwaar maken {against}")
            yield RunningTerm(f"Bezwaar {against}", told, Term(one.object_until, one.object_why), 50)
