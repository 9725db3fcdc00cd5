"""The terms of a case: those of the law on the research, and what the house has agreed."""

from casework.law.terms import WMO, Unit, house, law

RULES = (
    law("onderzoek", 6, Unit.WEEKS, WMO + "2.3.2", "Wmo 2015 2.3.2 lid 1"),
    law("persoonlijk_plan", 7, Unit.CALENDAR_DAYS, WMO + "2.3.2", "Wmo 2015 2.3.2 lid 2"),
    house("oppakken", 2),
    house("oppakken_escalatie", 5),
    house("dubbel", 2),
    house("kennismaken", 5),
    house("uitvoering_starten", 10),
    house("evaluatie_afronden", 10),
)
