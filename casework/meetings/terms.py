"""By when a meeting is written down."""

from casework.law.terms import house

RULES = (house("overleg_vastleggen", 5),)
