"""What a visit brings along."""

from casework.engine import forms as engine_forms
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.visits import pages, turns
from casework.visits.closing import CLOSING

NOUN = Noun(
    name="visit",
    model="casework.Visit",
    anchor="casework.Case",
    place="/bezoeken/",
    rows_name="visits",
    rank=55,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    closing=CLOSING,
    makes=(pages.MAKE,),
    forms=engine_forms,
    in_touch=("visit.finish",),
    on_summary=Nothing("what was said stands in the research, where it was put; the rest is of who works in the file"),
    urls=pages.URLS,
    on_timeline=(OnTimeline("visit.", "house", "contacten"),),
    keeps={"bezoek": Keeps(15, "het schrijven", "Wmo 2015, artikel 5.3.4 lid 1")},
)
