"""Within which a complaint is settled (Awb 9:11), counted from the day after it was received."""

import datetime as dt
from typing import Any

from casework.engine.words import day_in_words
from casework.law.terms import AWB, Clock, Term, Unit, house, law

RULES = (
    house("klacht_oppakken", 3),
    law("klacht", 6, Unit.WEEKS, AWB + "9:11", "Awb 9:11 lid 1"),
    law("klacht_commissie", 10, Unit.WEEKS, AWB + "9:11", "Awb 9:11 lid 1"),
    law("klacht_niet_behandelen", 4, Unit.WEEKS, AWB + "9:8, derde lid", "Awb 9:8 lid 3"),
    law("klacht_verdaagd", 4, Unit.WEEKS, AWB + "9:11", "Awb 9:11 lid 2"),
)


def settled_by(clock: Clock, one: Any) -> Term:
    """Of a complaint, or an open row of one: six weeks, ten with a committee, once four more, and as long as they agreed."""
    term = last_day(clock, one.received_on, committee=one.committee, adjourned=one.adjourned_on is not None)
    if one.agreed_until is None or one.agreed_until <= term.on:
        return term
    until = day_in_words(one.agreed_until)
    return Term(one.agreed_until, f"{term.why}; met instemming uitgesteld tot en met {until} ({AWB}9:11, derde lid)")


def left_by(clock: Clock, received_on: dt.date) -> Term:
    """Until when it can be told that a complaint isn't handled."""
    return clock.term("klacht_niet_behandelen", received_on, label="klacht ontvangen")


def last_day(clock: Clock, received_on: dt.date, *, committee: bool, adjourned: bool = False) -> Term:
    term = clock.term("klacht_commissie" if committee else "klacht", received_on, label="klacht ontvangen")
    return clock.term("klacht_verdaagd", term.on, label="verdaagd, na") if adjourned else term
