"""What the network and consent bring along."""

from casework.engine.noun import Keeps, Noun
from casework.network import conditions, forms

NOUN = Noun(
    name="consent",
    needs={"case.set_plan": (conditions.network_looked_at,)},
    asks={"case.set_plan": forms.NobodyAround},
    keeps={
        "contact": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1"),
        "toestemming": Keeps(15, "het geven", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
