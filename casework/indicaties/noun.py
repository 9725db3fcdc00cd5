"""What a voorlopige indicatie brings along."""

from casework.engine.noun import Keeps, Noun
from casework.indicaties import conditions, effects, forms, pages, paper, terms, turns
from casework.indicaties.by_date import BY_DATE
from casework.indicaties.closing import CLOSING
from casework.indicaties.paper import ON_SUMMARY

NOUN = Noun(
    name="indicatie",
    model="casework.VoorlopigeIndicatie",
    anchor="casework.Case",
    place="/indicaties/",
    rows_name="indicaties",
    formerly=("voorlopigeindicatie",),
    rank=20,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.start": (conditions.maatwerk_rests_on_a_decision,)},
    effects={
        "indicatie.issue": effects.issued,
        "indicatie.correct": effects.corrected,
        "indicatie.extend": effects.extended,
        "indicatie.withdraw": effects.withdrawn,
        "indicatie.lapse": effects.lapsed,
        "application.grant": effects.decision_begins,
    },
    asks={"case.end": forms.LastDayOfHelp},
    closing=CLOSING,
    makes=(pages.MAKE,),
    by_date=BY_DATE,
    terms=terms.RULES,
    running_terms=terms.running,
    letters=paper.LETTERS,
    forms=forms,
    reads_along=pages.reads_along,
    tabs=(pages.DECISIONS,),
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    who_sees=pages.who_sees,
    step_head="indicaties/step_head.html",
    urls=pages.URLS,
    on_summary=ON_SUMMARY,
    keeps={"voorlopige indicatie": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1")},
)
