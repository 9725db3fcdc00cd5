"""What an objection brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.objections import effects, forms, pages, terms, turns
from casework.objections.closing import CLOSING
from casework.objections.file import FILE_OF_IT
from casework.objections.notices import NOTICES
from casework.objections.paper import LETTERS, ON_SUMMARY

NOUN = Noun(
    name="objection",
    model="casework.Objection",
    anchor="casework.Case",
    place="/bezwaren/",
    rows_name="objections",
    rank=36,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "objection.ask_repair": effects.repair_asked,
        "objection.adjourn": effects.adjourned,
        "objection.decide": effects.revoked,
        **dict.fromkeys(
            (
                "application.decide",
                "provision.change",
                "provision.correct",
                "provision.review",
                "provision.extend",
                "indicatie.correct",
            ),
            effects.replaced,
        ),
        "objection.compile_file": effects.file_compiled,
        "document.send": effects.letter_sent,
    },
    seen_first=dict.fromkeys(
        ("objection.decide", "objection.adjourn", "objection.ask_repair"), "Bekijk eerst de brief"
    ),
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=terms.RULES,
    running_terms=terms.running,
    letters=(*LETTERS, FILE_OF_IT),
    forms=forms,
    reads_along=lambda: ("objections",),
    on_tabs=pages.ON_TABS,
    on_limited_page=pages.ON_LIMITED_PAGE,
    on_summary=ON_SUMMARY,
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(OnTimeline("objection.", "file-text", "besluiten"),),
    ways={"objection.hear": ("objection.hear", "objection.waive")},
    notices=NOTICES,
    keeps={"bezwaar en beslissing op bezwaar": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
