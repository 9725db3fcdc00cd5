"""What an advice brings along."""

from casework.advice import effects, forms, pages, paper, put_out, turns
from casework.advice.closing import CLOSING
from casework.advice.known import known
from casework.engine.noun import Keeps, Noun, OnTimeline

NOUN = Noun(
    name="advice",
    model="casework.Advice",
    anchor="casework.Case",
    place="/adviezen/",
    rows_name="advices",
    rank=6,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "advice.asked": effects.asked,
        "advice.receive": effects.not_asked,
        "advice.miss": effects.not_asked,
        "advice.call_off": effects.not_asked,
        "sharing.withdraw": effects.no_longer_shared,
        "sharing.lapse": effects.no_longer_shared,
        "sharing.replace": effects.shared_anew,
    },
    asks={"sharing.withdraw": forms.WhatFollows},
    ways={"advice.receive": ("advice.receive", "advice.extend", "advice.miss", "advice.call_off")},
    closing=CLOSING,
    letters=paper.LETTERS,
    seen_first={pages.MAKE.url: "Bekijk eerst de brief"},
    forms=forms,
    makes=(pages.MAKE,),
    on_tabs=pages.ON_TABS,
    known=known,
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    on_summary=paper.ON_SUMMARY,
    urls=pages.URLS,
    on_timeline=(OnTimeline("advice.", "file-text", "contacten"),),
    keeps={"advies": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
