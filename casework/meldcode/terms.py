"""How long a step of the meldcode may wait: agreed with ourselves."""

from casework.law.terms import house

RULES = (house("meldcode_stap", 5),)
