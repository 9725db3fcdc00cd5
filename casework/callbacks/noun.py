"""What a call-back brings along."""

from casework.callbacks import effects, forms, pages, put_out, turns
from casework.callbacks.closing import CLOSING
from casework.callbacks.notices import NOTICES
from casework.callbacks.terms import RULES
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline

NOUN = Noun(
    name="call_back",
    model="casework.CallBack",
    anchor="casework.Case",
    place="/terugbelverzoeken/",
    rows_name="call_backs",
    rank=75,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    closing=CLOSING,
    effects={"call_back.call": effects.called, "call_back.miss": effects.missed},
    makes=(pages.MAKE,),
    terms=RULES,
    forms=forms,
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    turn_name=pages.TURN_NAME,
    on_summary=Nothing("what was said in the call stands among the notes"),
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    urls=pages.URLS,
    on_timeline=(OnTimeline("call_back.", "phone", "contacten"),),
    notices=NOTICES,
    keeps={"terugbelverzoek": Keeps(15, "het vragen", "Wmo 2015, artikel 5.3.4 lid 1")},
)
