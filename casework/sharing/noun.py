"""What sharing brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.sharing import effects, forms, pages, read_first, terms, turns
from casework.sharing.behind_walls import behind_a_wall, takes_part
from casework.sharing.by_date import BY_DATE
from casework.sharing.closing import CLOSING
from casework.sharing.notices import NOTICES

NOUN = Noun(
    name="sharing",
    model="casework.Sharing",
    anchor="casework.Case",
    takes_part=takes_part,
    place="/delingen/",
    rows_name="sharings",
    formerly=("consent",),
    rank=15,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={"case.person_moved": effects.to_another, "case.walled": behind_a_wall},
    ways={"sharing.extend": ("sharing.extend", "sharing.let_end", "sharing.withdraw")},
    closing=CLOSING,
    by_date=BY_DATE,
    terms=terms.RULES,
    forms=forms,
    makes=(pages.MAKE,),
    read_by_others=read_first.read_by_others,
    seen_first={pages.MAKE.url: "Bekijk eerst wat de ander krijgt"},
    reads_along=pages.reads_along,
    on_tabs=pages.ON_TABS,
    on_page=pages.ON_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    reached=effects.reached,
    urls=pages.URLS,
    notices=NOTICES,
    on_summary=Nothing("with whom something was shared stands on the pages, and ends from day to day"),
    on_timeline=(OnTimeline("sharing.", "eye", "inzage"), OnTimeline("consent.", "eye", "inzage")),
    keeps={"deling": Keeps(15, "het geven", "Wmo 2015, artikel 5.3.4 lid 1")},
)
