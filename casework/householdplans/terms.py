"""By when somebody is asked about the plan of a household."""

from casework.law.terms import house

RULES = (house("gezinsplan_afspreken", 15), house("gezinsplan_akkoord", 10))
