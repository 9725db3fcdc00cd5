"""What the network and consent bring along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.network import conditions, effects, forms, pages
from casework.network.known import known
from casework.network.paper import ON_SUMMARY
from casework.network.web import WEB

NOUN = Noun(
    name="consent",
    anchor="casework.Case",
    needs={"case.set_plan": (conditions.network_looked_at,)},
    effects={"case.person_moved": effects.to_another},
    asks={"case.set_plan": forms.NobodyAround},
    on_summary=ON_SUMMARY,
    reads_along=pages.reads_along,
    tabs=(WEB,),
    on_page=pages.ON_PAGE,
    known=known,
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(
        OnTimeline("contact.", "users"),
        OnTimeline("consent.", "eye", "inzage"),
    ),
    keeps={
        "contact": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1"),
        "toestemming": Keeps(15, "het geven", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
