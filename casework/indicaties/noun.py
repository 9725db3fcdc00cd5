"""What a voorlopige indicatie brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.indicaties import conditions, effects, forms, pages, paper, put_out, terms, turns
from casework.indicaties.by_date import BY_DATE
from casework.indicaties.closing import CLOSING, help_in_words, help_runs
from casework.indicaties.known import known
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.notices import NOTICES
from casework.indicaties.paper import ON_SUMMARY
from casework.indicaties.taking_part import takes_part

NOUN = Noun(
    name="indicatie",
    model="casework.VoorlopigeIndicatie",
    anchor="casework.Case",
    takes_part=takes_part,
    place="/indicaties/",
    rows_name="indicaties",
    formerly=("voorlopigeindicatie",),
    rank=20,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.start": (conditions.maatwerk_rests_on_a_decision,)},
    effects={
        "indicatie.issue_and_give": effects.issued_and_given,
        "indicatie.issue": effects.issued,
        "indicatie.correct": effects.corrected,
        "indicatie.extend": effects.extended,
        "indicatie.withdraw": effects.withdrawn,
        "indicatie.lapse": effects.lapsed,
        "application.decide": effects.decided,
    },
    seen_first={
        "indicatie.issue_and_give": "Bekijk eerst de brief",
        "indicatie.issue": "Bekijk eerst de brief",
        "indicatie.correct": "Bekijk eerst de brief",
        "indicatie.extend": "Bekijk eerst de brief",
        "indicatie.withdraw": "Bekijk eerst de brief",
    },
    asks={
        "case.end": forms.LastDayOfHelp,
        "application.prepare": forms.TakenOver,
        "application.decide": forms.TakenOver,
    },
    ways={
        "indicatie.discard": ("indicatie.issue_and_give", "indicatie.issue", "indicatie.submit", "indicatie.discard"),
        "indicatie.issue": ("indicatie.issue_and_give", "indicatie.issue", "indicatie.send_back"),
        "indicatie.agree": ("indicatie.agree", "indicatie.withdraw"),
        "indicatie.explain": ("indicatie.withdraw", "indicatie.explain"),
        "indicatie.withdraw": ("indicatie.extend", "indicatie.withdraw"),
    },
    closing=CLOSING,
    help_runs=help_runs,
    help_in_words=help_in_words,
    makes=(pages.MAKE,),
    by_date=BY_DATE,
    terms=terms.RULES,
    running_terms=terms.running,
    letters=paper.LETTERS,
    forms=forms,
    reads_along=pages.reads_along,
    tabs=(pages.DECISIONS,),
    on_page=pages.ON_PAGE,
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    who_sees=pages.who_sees,
    known=known,
    in_few_words=VoorlopigeIndicatie.objects.in_few_words,
    step_head="indicaties/step_head.html",
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    urls=pages.URLS,
    on_summary=ON_SUMMARY,
    on_timeline=(OnTimeline("indicatie.", "file-text", "besluiten"),),
    notices=NOTICES,
    keeps={"voorlopige indicatie": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1")},
)
