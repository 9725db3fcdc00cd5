"""How long an offer may lie, as the house has agreed."""

from casework.law.terms import house

RULES = (
    house("overdracht", 5),
    house("overdracht_escalatie", 10),
    house("andere_partij", 2),
)
