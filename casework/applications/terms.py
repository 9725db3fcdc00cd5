"""The term of the decision on an application."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from casework.applications.states import ApplicationState
from casework.engine.noun import RunningTerm
from casework.law.terms import WMO, Clock, Suspension, Term, Unit, law

RULES = (law("besluit", 2, Unit.WEEKS, WMO + "2.3.5", "Wmo 2015 2.3.5 lid 2"),)


def decision(
    clock: Clock,
    received_on: dt.date,
    *,
    suspensions: Iterable[Suspension] = (),
    delayed_until: dt.date | None = None,
    on: dt.date,
) -> Term:
    """The last day to decide on an application (Wmo 2015 2.3.5 lid 2; Awb 4:14 and 4:15)."""
    return clock.suspendable(
        "besluit", received_on, label="aanvraag", suspensions=suspensions, delayed_until=delayed_until, on=on
    )


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    for one in case.applications.all():
        if one.state in ApplicationState.OPEN:
            yield RunningTerm("Besluit op de aanvraag", one.decide_by(on), 20)
