"""What the network and consent bring along."""

from casework.engine.noun import Keeps, Noun
from casework.network import conditions, forms
from casework.network.paper import ON_SUMMARY

NOUN = Noun(
    name="consent",
    needs={"case.set_plan": (conditions.network_looked_at,)},
    asks={"case.set_plan": forms.NobodyAround},
    on_summary=ON_SUMMARY,
    keeps={
        "contact": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1"),
        "toestemming": Keeps(15, "het geven", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
