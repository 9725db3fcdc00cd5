"""Within which a complaint is settled (Awb 9:11), counted from the day after it was received."""

import datetime as dt
from typing import Any

from casework.law.terms import AWB, Clock, Term, Unit, house, law

RULES = (
    house("klacht_oppakken", 3),
    law("klacht", 6, Unit.WEEKS, AWB + "9:11", "Awb 9:11 lid 1"),
    law("klacht_commissie", 10, Unit.WEEKS, AWB + "9:11", "Awb 9:11 lid 1"),
    law("klacht_verdaagd", 4, Unit.WEEKS, AWB + "9:11", "Awb 9:11 lid 2"),
)


def settled_by(clock: Clock, one: Any) -> Term:
    """Of a complaint, or an open row of one: six weeks, ten with a committee, and once four more."""
    return last_day(clock, one.received_on, committee=one.committee, adjourned=one.adjourned_on is not None)


def last_day(clock: Clock, received_on: dt.date, *, committee: bool, adjourned: bool = False) -> Term:
    term = clock.term("klacht_commissie" if committee else "klacht", received_on, label="klacht ontvangen")
    return clock.term("klacht_verdaagd", term.on, label="verdaagd, na") if adjourned else term
