"""What a meldcode brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.meldcode import forms, pages, terms, turns
from casework.meldcode.closing import CLOSING
from casework.meldcode.models import Meldcode

NOUN = Noun(
    name="meldcode",
    model="casework.Meldcode",
    anchor="casework.Case",
    place="/meldcodes/",
    rows_name="meldcodes",
    rank=95,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    kept_apart=lambda sight: Meldcode.objects.visible_to(sight).values("public_id"),
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=terms.RULES,
    forms=forms,
    on_tabs=pages.ON_TABS,
    on_summary=Nothing("nobody may tell that there is one"),
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(OnTimeline("meldcode.", "lock"),),
    keeps={"meldcode": Keeps(15, "de beslissing", "Wmo 2015, artikel 5.3.4 lid 1")},
)
