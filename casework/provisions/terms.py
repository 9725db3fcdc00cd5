"""How long before an end help is looked at again, and by when a provider tells that it began or stopped."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from casework.engine.noun import RunningTerm
from casework.law.models import clock
from casework.law.terms import SINCE, Rule, Term, Unit, house, law
from casework.provisions.possible_days import SUSPENSION
from casework.provisions.states import ProvisionState

LOOK_AGAIN: Final = "heronderzoek"
RULES = (
    # counted back from the end of the help, or from the day that was set: Clock.before
    law(LOOK_AGAIN, 12, Unit.WEEKS, "Wmo 2015, artikel 2.3.9", "Wmo 2015 2.3.9; de lengte is een werkafspraak"),
    house("heronderzoek_besluit", 2, Unit.WEEKS),
    # nought weeks: the verordening of the municipality doesn't know it, so it can't be done
    Rule(SUSPENSION, 0, Unit.WEEKS, SINCE, None, "", "uw verordening; de wet laat hoogstens 13 weken toe", rolls=False),
    house("start_bevestigen", 5),
    house("stop_bevestigen", 5),
)
_DAYS: Final = {Unit.WEEKS: 7, Unit.CALENDAR_DAYS: 1, Unit.WORKING_DAYS: 2}  # of working days: no fewer than it can be


def horizon(on: dt.date) -> dt.date:
    """What ends by then is near enough to look at it again."""
    rule: Rule = clock().rule(LOOK_AGAIN, on)
    return on + dt.timedelta(days=rule.length * _DAYS[rule.unit])


def near_from(end: dt.date) -> dt.date:
    return clock().before(LOOK_AGAIN, end, label="einde van de hulp").on


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    """The end that was announced. An end that is far off is on the help's own line."""
    for one in case.provisions.all():
        if one.state in ProvisionState.RUNS and one.announced_on and one.ends_on and one.looked_on is None:
            told = ("tot en met", f"u krijgt: {one.what}")
            last = Term(one.ends_on, f"{one.what}: de laatste dag van het besluit")
            yield RunningTerm("Einde van de hulp", told, last, 35)
