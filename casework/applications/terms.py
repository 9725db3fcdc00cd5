"""The term of the decision on an application."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from casework.applications.states import ApplicationState
from casework.engine.noun import RunningTerm
from casework.law.terms import WMO, Unit, law

RULES = (law("besluit", 2, Unit.WEEKS, WMO + "2.3.5", "Wmo 2015 2.3.5 lid 2"),)


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    for one in case.applications.all():
        if one.state == ApplicationState.ONTVANGEN:
            yield RunningTerm("Besluit op de aanvraag", one.decide_by(on), 20)
