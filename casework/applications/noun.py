"""What an application brings along."""

from casework.applications import conditions, effects, forms, pages, put_out, report_pages, signing, terms, turns
from casework.applications.by_date import BY_DATE
from casework.applications.closing import CLOSING
from casework.applications.decision_paper import DECISION_LETTERS
from casework.applications.notices import NOTICES
from casework.applications.paper import LETTERS, ON_SUMMARY
from casework.engine.noun import Keeps, Noun, OnTimeline

NOUN = Noun(
    name="application",
    model="casework.Application",
    anchor="casework.Case",
    place="/aanvragen/",
    rows_name="applications",
    rank=30,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={
        "research.revise": (conditions.nothing_rests_on_it,),
        "research.sign": (conditions.on_an_open_melding, conditions.none_waits),
        "research.sign_at_table": (conditions.on_an_open_melding, conditions.none_waits),
    },
    effects={
        "application.ask_more": effects.completion_asked,
        "application.suspend": effects.suspended,
        "application.resume": effects.resumed,
        "application.delay": effects.delayed,
        "application.leave_out": effects.left_out,
        "application.prepare": effects.prepared,
        "application.decide": effects.decided,
        "application.withdraw": effects.withdrawn,
        "document.send": effects.letter_sent,
        "research.sign": signing.signed,
        "research.send": signing.handed_over,
        "research.sign_at_table": signing.signed_at_table,
    },
    told_before={"application.grant": "Aanvraag toegekend", "application.reject": "Aanvraag afgewezen"},
    ways={
        "application.decide": ("application.decide", "application.prepare", "application.leave_out"),
        "application.delay": (
            "application.delay",
            "application.ask_more",
            "application.suspend",
            "application.withdraw",
        ),
    },
    seen_first={
        "application.decide": "Bekijk eerst de brief",
        "application.ask_more": "Bekijk eerst de brief",
        "application.suspend": "Bekijk eerst de brief",
        "application.resume": "Bekijk eerst de brief",
        "application.delay": "Bekijk eerst de brief",
        "application.leave_out": "Bekijk eerst de brief",
        "research.sign": "Bekijk eerst de brief",
        "research.send": "Bekijk eerst de brief",
        "research.sign_at_table": "Bekijk eerst de brief",
    },
    closing=CLOSING,
    makes=(pages.MAKE,),
    by_date=BY_DATE,
    terms=terms.RULES,
    running_terms=terms.running,
    forms=forms,
    reads_along=lambda: ("applications__suspensions",),
    letters=LETTERS + DECISION_LETTERS,
    on_summary=ON_SUMMARY,
    for_citizen=(report_pages.FOR_CITIZEN, *pages.FOR_CITIZEN),
    in_touch=("research.sign_at_table", "research.sign"),
    put_out=put_out.put_out,
    put_out_keys=put_out.keys,
    urls=(*pages.URLS, *report_pages.URLS),
    on_timeline=(OnTimeline("application.", "file-text", "besluiten"),),
    notices=NOTICES,
    keeps={"aanvraag en besluit": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
