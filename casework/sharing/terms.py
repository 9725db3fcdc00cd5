"""How long before the end of what is shared somebody is asked about it; and whose say it is by age."""

from casework.law.terms import Unit, house
from casework.sharing import ages

RULES = (house("deling_loopt_af", 14, Unit.CALENDAR_DAYS), *ages.RULES)
