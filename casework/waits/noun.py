"""What waiting brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.waits import forms, pages, turns
from casework.waits.closing import CLOSING

NOUN = Noun(
    name="wait",
    model="casework.Wait",
    anchor="casework.Case",
    place="/wachten/",
    rows_name="waits",
    rank=75,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    rests=turns.rests,
    closing=CLOSING,
    makes=(pages.MAKE,),
    forms=forms,
    reads_along=pages.reads_along,
    at_hand=pages.AT_HAND,
    for_citizen=pages.FOR_CITIZEN,
    put_out=pages.put_out,
    on_summary=Nothing("het geldt van dag tot dag; de inwoner leest het op de eigen pagina"),
    urls=pages.URLS,
    on_timeline=(OnTimeline("wait.", "clock-alert"),),
    keeps={"wachten": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1")},
)
