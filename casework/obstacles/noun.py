"""What an obstacle brings along. It has no steps and is nobody's turn: it is told, and counted."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.obstacles import pages

NOUN = Noun(
    name="obstacle",
    anchor="casework.Case",
    makes=(pages.MAKE,),
    on_tabs=pages.ON_TABS,
    for_citizen=pages.FOR_CITIZEN,
    on_timeline=(OnTimeline("obstacle.", "circle-alert", "besluiten"),),
    on_summary=Nothing("it tells what is wrong with a rule, not what was agreed with the citizen"),
    urls=pages.URLS,
    keeps={"knelpunt": Keeps(15, "het vastleggen", "Wmo 2015, artikel 5.3.4 lid 1")},
)
