"""By when whoever was asked begins or gives it back, and by when what was made is talked over with the citizen."""

from casework.law.terms import house

RULES = (house("krachtenveld_antwoord", 5), house("krachtenveld_ingrijpen", 5), house("krachtenveld_bespreken", 10))
