"""What the network brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.network import conditions, forms, pages
from casework.network.known import known
from casework.network.paper import ON_SUMMARY
from casework.network.taking_part import takes_part
from casework.network.web import WEB

NOUN = Noun(
    name="contact",
    anchor="casework.Case",
    takes_part=takes_part,
    needs={"case.set_plan": (conditions.network_looked_at,)},
    asks={"case.set_plan": forms.NobodyAround},
    on_summary=ON_SUMMARY,
    reads_along=pages.reads_along,
    tabs=(WEB,),
    on_page=pages.ON_PAGE,
    known=known,
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(OnTimeline("contact.", "users"),),
    keeps={
        "contact": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
