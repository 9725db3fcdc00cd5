"""What an objection brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.objections import conditions, effects, forms, pages, terms, turns
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
        "objection.invite": effects.invited,
        "objection.adjourn": effects.adjourned,
        "objection.decide": effects.revoked,
        "objection.take_along": effects.taken_along,
        "objection.in_default": effects.in_default,
        "objection.withdraw": effects.withdrawn,
        **dict.fromkeys(
            (
                "provision.change",
                "provision.correct",
                "provision.review",
                "provision.extend",
                "indicatie.correct",
            ),
            effects.replaced,
        ),
        "application.decide": effects.application_decided,
        "application.leave_out": effects.another_came_to_nothing,
        "application.withdraw": effects.another_came_to_nothing,
        "objection.compile_file": effects.file_compiled,
        "default_notice.withdraw": effects.no_longer_in_default,
        "document.send": effects.letter_sent,
    },
    needs=dict.fromkeys(
        ("provision.change", "provision.correct", "provision.review", "provision.extend", "indicatie.correct"),
        (conditions.another_decides_anew,),
    ),
    seen_first=dict.fromkeys(
        ("objection.decide", "objection.adjourn", "objection.ask_repair", "objection.invite", "objection.in_default"),
        "Bekijk eerst de brief",
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
    ways={
        "objection.hear": ("objection.invite", "objection.hear", "objection.waive"),
        "objection.replace": ("objection.take_along", "objection.replace"),
    },
    notices=NOTICES,
    keeps={"bezwaar en beslissing op bezwaar": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
