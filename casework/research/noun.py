"""What a research brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.research import conditions, effects, filing_pages, forms, pages, turns, while_typing
from casework.research.closing import CLOSING
from casework.research.paper import LETTERS, ON_SUMMARY

NOUN = Noun(
    name="research",
    model="casework.Research",
    anchor="casework.Case",
    place="/onderzoeken/",
    rows_name="researches",
    rank=5,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.set_plan": (conditions.plan_rests_on_it,)},
    effects={
        "case.take_up": effects.begun,
        "case.reopen": effects.begun_again,
        "case.confirm_alive": effects.begun_again,
        "research.settle": effects.settled,
        "research.send": effects.sent,
        "research.revise": effects.revised,
        "document.send": effects.letter_sent,
    },
    in_touch=("research.send",),
    closing=CLOSING,
    letters=LETTERS,
    seen_first={"research.settle": "Bekijk eerst het verslag"},
    forms=forms,
    makes=(pages.MAKE,),
    # one looks first at what is written: the page has the step, and what is missing for it
    ways={"research.settle": ("research.settle", "onderzoek-nieuw")},
    tabs=(pages.RESEARCH,),
    urls=(*filing_pages.URLS, *while_typing.URLS, *pages.URLS),
    on_summary=ON_SUMMARY,
    on_timeline=(OnTimeline("research.", "square-pen"), OnTimeline("research.send", "mail")),
    keeps={"onderzoek": Keeps(15, "het begin", "Wmo 2015, artikel 5.3.4 lid 1")},
)
