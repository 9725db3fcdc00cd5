"""The term of the decision on an application."""

from casework.law.terms import WMO, Unit, law

RULES = (law("besluit", 2, Unit.WEEKS, WMO + "2.3.5", "Wmo 2015 2.3.5 lid 2"),)
