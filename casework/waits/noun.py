"""What waiting brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.waits import effects, forms, pages, put_out, turns
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
    effects={
        "advice.asked": effects.advice_asked,
        "advice.extend": effects.advice_later,
        "advice.receive": effects.advice_came,
        "advice.miss": effects.advice_comes_no_more,
        "advice.call_off": effects.advice_comes_no_more,
    },
    closing=CLOSING,
    makes=(pages.MAKE,),
    forms=forms,
    reads_along=pages.reads_along,
    at_hand=pages.AT_HAND,
    for_citizen=pages.FOR_CITIZEN,
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    on_summary=Nothing("it holds from day to day; the citizen reads it on their own page"),
    urls=pages.URLS,
    on_timeline=(OnTimeline("wait.", "clock-alert"),),
    keeps={"wachten": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1")},
)
