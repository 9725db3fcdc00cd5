"""The two weeks after a notice of default, those in which the dwangsom is set, and the six in which it is paid."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from casework.defaults.states import DefaultState
from casework.engine.noun import RunningTerm
from casework.law.terms import AWB, Clock, Term, Unit, law

RULES = (
    law("ingebrekestelling", 2, Unit.WEEKS, AWB + "4:17", "Awb 4:17 lid 3"),
    law("dwangsom_vaststellen", 2, Unit.WEEKS, AWB + "4:18", "Awb 4:18"),
    law("dwangsom_betalen", 6, Unit.WEEKS, AWB + "4:87", "Awb 4:87 lid 1"),
)


def without_dwangsom(clock: Clock, received_on: dt.date) -> Term:
    """The last day on which a decision that is sent costs nothing (Awb 4:17 lid 3)."""
    return clock.term("ingebrekestelling", received_on, label="ingebrekestelling")


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    for one in case.default_notices.all():
        if one.state == DefaultState.ONTVANGEN and one.due_on is not None:
            told = ("uiterlijk", "wij sturen u het besluit dat te laat is")
            yield RunningTerm("Ingebrekestelling: verstuur het besluit", told, Term(one.due_on, one.due_why), 15)
