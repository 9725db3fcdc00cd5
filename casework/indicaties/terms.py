"""The terms of temporary help, as the house has agreed, and the day on which it ends."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from casework.engine.noun import RunningTerm
from casework.engine.words import day_in_words
from casework.indicaties.states import IndicatieState
from casework.law.terms import Term, Unit, house

RULES = (
    house("indicatie_afmaken", 2),
    house("hulp_gestart", 1),
    house("toets", 2),
    # these two are counted back from the end of the help: Clock.before
    house("indicatie_waarschuwing", 10, Unit.CALENDAR_DAYS),
    house("indicatie_escalatie", 3, Unit.CALENDAR_DAYS),
    house("indicatie_na_uitgifte", 2),
    house("indicatie_extra", 2, Unit.WEEKS),
)


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    for one in case.indicaties.all():
        if one.state != IndicatieState.AFGEGEVEN:
            continue
        told = ("tot en met", "u krijgt de tijdelijke hulp")
        if printed:
            why = "de laatste dag, zoals in de brief staat"
            yield RunningTerm("Tijdelijke hulp eindigt", told, Term(one.ends_on, why), 30)
        else:
            weeks = "1 week" if one.weeks == 1 else f"{one.weeks} weken"
            why = f"{one.what}, {weeks} vanaf {day_in_words(one.starts_on)}"
            yield RunningTerm("Einde van de tijdelijke hulp", told, Term(one.ends_on, why), 30)
