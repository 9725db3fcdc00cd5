"""What a notice of default brings along."""

from casework.defaults import effects, forms, pages, terms, turns
from casework.defaults.closing import CLOSING
from casework.defaults.notices import NOTICES
from casework.defaults.paper import LETTERS, ON_SUMMARY
from casework.defaults.payments import PAYS
from casework.engine.noun import Keeps, Noun, OnTimeline

NOUN = Noun(
    name="default_notice",
    model="casework.DefaultNotice",
    anchor="casework.Case",
    place="/ingebrekestellingen/",
    rows_name="default_notices",
    rank=35,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "case.recused": effects.file_is_closed_to_them,
        "default_notice.establish": effects.established,
        "document.send": effects.letter_sent,
        "application.withdraw": effects.application_withdrawn,
    },
    seen_first={"default_notice.establish": "Bekijk eerst de brief"},
    closing=CLOSING,
    pays=PAYS,
    makes=(pages.MAKE,),
    terms=terms.RULES,
    running_terms=terms.running,
    letters=LETTERS,
    forms=forms,
    reads_along=lambda: ("default_notices",),
    on_tabs=pages.ON_TABS,
    on_summary=ON_SUMMARY,
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    on_timeline=(OnTimeline("default_notice.", "file-text", "besluiten"),),
    notices=NOTICES,
    keeps={"ingebrekestelling en dwangsom": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
