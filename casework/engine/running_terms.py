"""The terms that run on an anchor, as each noun tells them: the same rule for a page and for paper."""

import datetime as dt
from typing import Any

from casework.engine.noun import RunningTerm
from casework.engine.registry import hanging_on


def running_terms(anchor: Any, on: dt.date, *, printed: bool = False) -> list[RunningTerm]:
    """Those of law and of the agreements, the first to end first. `printed`: in the words of paper."""
    told = [
        one
        for noun in hanging_on(type(anchor))
        if noun.running_terms is not None
        for one in noun.running_terms(anchor, on, printed)
    ]
    return sorted(told, key=lambda one: (one.term.on, one.order))
