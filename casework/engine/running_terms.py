"""The terms that run on an anchor, as each noun tells them: the same rule for a page and for paper."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from casework.engine.along import Along
from casework.engine.noun import RunningTerm
from casework.engine.registry import hanging_on, once


def running_terms(anchor: Any, on: dt.date, *, printed: bool = False) -> list[RunningTerm]:
    """Those of law and of the agreements, the first to end first. `printed`: in the words of paper."""
    told = [
        one
        for noun in hanging_on(type(anchor))
        if noun.running_terms is not None
        for one in noun.running_terms(anchor, on, printed)
    ]
    return sorted(told, key=lambda one: (one.term.on, one.order))


def ask_for_terms(anchor: Any) -> Along:
    """Ask for the rows that the terms follow from: its `keep` lays them down."""
    return Along(anchor, _rows_with_terms(type(anchor)))


@once
def _rows_with_terms(model: type[Any]) -> Callable[[], Iterable[Any]]:
    telling = [noun for noun in hanging_on(model) if noun.running_terms is not None]
    return lambda: [one for noun in telling for one in noun.reads_along()]
