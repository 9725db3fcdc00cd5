"""Within which time somebody is rung back."""

from casework.law.terms import house

RULES = (house("terugbellen", 1),)
