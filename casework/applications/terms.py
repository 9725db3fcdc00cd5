"""The term of the decision on an application."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from casework.engine.noun import RunningTerm
from casework.law.terms import AWB, WMO, Clock, Suspension, Term, Unit, law

RULES = (
    law("besluit", 2, Unit.WEEKS, WMO + "2.3.5", "Wmo 2015 2.3.5 lid 2"),
    law("buiten_behandeling", 4, Unit.WEEKS, AWB + "4:5", "Awb 4:5 lid 4"),
)


def decision(
    clock: Clock,
    received_on: dt.date,
    *,
    suspensions: Iterable[Suspension] = (),
    announced: dt.date | None = None,
    on: dt.date,
) -> Term:
    """The last day to decide on an application (Wmo 2015 2.3.5 lid 2; Awb 4:15): also after a notice of delay (4:14)."""
    return clock.suspendable(
        "besluit", received_on, label="aanvraag", suspensions=suspensions, announced=announced, on=on
    )


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    for one in case.applications.all():
        if one.is_to_be_told:
            yield RunningTerm(
                "Besluit op de aanvraag", ("uiterlijk", "wij beslissen op uw aanvraag"), one.decide_by(on), 20
            )


def leave_out(clock: Clock, asked_until: dt.date) -> Term:
    """Until when an application that wasn't completed can be left out of consideration (Awb 4:5 lid 4)."""
    return clock.term("buiten_behandeling", asked_until, label="laatste dag om aan te vullen")
