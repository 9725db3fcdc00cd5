"""The terms of an objection: in time or late, when it must be decided, and until when one can go to the court.

All are counted from the last day on which one could object, as it was counted when the decision was sent (Awb 6:7, 6:8).
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

from casework.engine.noun import RunningTerm
from casework.engine.words import day_in_words
from casework.law.terms import AWB, Clock, Suspension, Term, Unit, house, law

STANDS_STILL: Final = AWB + "7:10, tweede lid"
WITH_AGREEMENT: Final = AWB + "7:10, vierde lid"
FILE_LIES_OPEN: Final = dt.timedelta(weeks=1)  # at least, before the hearing (7:4 lid 2)
PAPERS_UNTIL: Final = dt.timedelta(days=10)  # before it, one can hand in papers (7:4 lid 1)
INVITED_BEFORE: Final = dt.timedelta(weeks=2)  # so that the letter arrives while papers can still be handed in
RULES = (
    law("bezwaar_per_post", 1, Unit.WEEKS, AWB + "6:9, tweede lid", "Awb 6:9 lid 2"),
    law("bezwaar_beslissen", 6, Unit.WEEKS, AWB + "7:10, eerste lid", "Awb 7:10 lid 1"),
    law("bezwaar_verdaagd", 12, Unit.WEEKS, AWB + "7:10, eerste en derde lid", "Awb 7:10 lid 1 en 3: 6 + 6"),
    law("bezwaar_commissie", 12, Unit.WEEKS, AWB + "7:10, eerste lid, en 7:13", "Awb 7:10 lid 1, 7:13"),
    law("bezwaar_commissie_verdaagd", 18, Unit.WEEKS, AWB + "7:10, eerste en derde lid", "Awb 7:10 lid 1 en 3: 12 + 6"),
    law("beroep", 6, Unit.WEEKS, AWB + "6:7", "Awb 6:7"),
    house("bezwaar_oppakken", 2),
    house("bezwaar_uitvoeren", 5),
)


def came_in_time(
    clock: Clock, last_day: dt.date, *, received_on: dt.date, posted_on: dt.date | None
) -> tuple[bool, str]:
    """Whether it was, and why in plain Dutch. `posted_on`: of what came by post."""
    until = day_in_words(last_day)
    if received_on <= last_day:
        return True, f"Binnengekomen op {day_in_words(received_on)}; bezwaar kon tot en met {until} (Awb, artikel 6:7)."
    if posted_on is not None and posted_on <= last_day:
        week = clock.term("bezwaar_per_post", last_day, label="laatste dag voor bezwaar").on
        if received_on <= week:
            return True, (
                f"Op de post gedaan op {day_in_words(posted_on)}, voor het einde op {until}, en binnen een week daarna "
                "binnengekomen (Awb, artikel 6:9, tweede lid)."
            )
    return False, f"Binnengekomen op {day_in_words(received_on)}; bezwaar kon tot en met {until} (Awb, artikel 6:7)."


def decision(
    clock: Clock,
    last_day: dt.date,
    *,
    committee: bool,
    adjourned: bool,
    stood_still: Iterable[Suspension] = (),
    agreed_until: dt.date | None = None,
    on: dt.date,
) -> Term:
    """The last day to decide, as it is counted on that day (Awb 7:10)."""
    code = ("bezwaar_commissie_verdaagd" if adjourned else "bezwaar_commissie") if committee else (
        "bezwaar_verdaagd" if adjourned else "bezwaar_beslissen"
    )  # fmt: skip
    term = clock.suspendable(
        code, last_day, label="laatste dag voor bezwaar", suspensions=stood_still, on=on, article=STANDS_STILL
    )
    if agreed_until is None or agreed_until <= term.on:
        return term
    return Term(
        agreed_until, f"{term.why}; met instemming uitgesteld tot {day_in_words(agreed_until)} ({WITH_AGREEMENT})"
    )


def running(case: Any, on: dt.date, printed: bool) -> Iterator[RunningTerm]:
    for one in case.objections.all():
        if one.is_to_be_told:
            yield RunningTerm(
                "Beslissing op bezwaar", ("uiterlijk", "wij beslissen op uw bezwaar"), one.decide_by(on), 22
            )
