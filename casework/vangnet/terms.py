"""The terms of a vangnet request, as the house has agreed."""

from casework.law.terms import Unit, house

RULES = (
    house("vangnet_afmaken", 2),
    house("vangnet_beslissen", 1),
    house("vangnet_escalatie", 2),
    house("vangnet_betalen", 2),
    house("vangnet_verantwoorden", 30, Unit.CALENDAR_DAYS),
)
