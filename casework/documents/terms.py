"""The terms of paper: to send it, and for whoever disagrees with what it decides."""

from casework.law.terms import AWB, Unit, house, law

RULES = (
    law("bezwaar", 6, Unit.WEEKS, AWB + "6:7", "Awb 6:7"),
    house("versturen", 1),
)
