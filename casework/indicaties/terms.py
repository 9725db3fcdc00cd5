"""The terms of temporary help, as the house has agreed."""

from casework.law.terms import Unit, house

RULES = (
    house("indicatie_afmaken", 2),
    house("hulp_gestart", 1),
    house("toets", 2),
    # these two are counted back from the end of the help: Clock.before
    house("indicatie_waarschuwing", 10, Unit.CALENDAR_DAYS),
    house("indicatie_escalatie", 3, Unit.CALENDAR_DAYS),
    house("indicatie_na_uitgifte", 2),
    house("indicatie_extra", 2, Unit.WEEKS),
)
