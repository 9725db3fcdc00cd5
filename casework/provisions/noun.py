"""What a provision brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.provisions import forms, granted, pages, terms, turns
from casework.provisions.by_date import BY_DATE
from casework.provisions.closing import CLOSING, help_in_words, help_runs
from casework.provisions.effects import BY_DECISION, EFFECTS
from casework.provisions.letters import LETTERS
from casework.provisions.models import Provision
from casework.provisions.order_sheet import SHEETS, read_by_others
from casework.provisions.paper import ON_SUMMARY
from casework.provisions.taking_part import takes_part

NOUN = Noun(
    name="provision",
    model="casework.Provision",
    anchor="casework.Case",
    takes_part=takes_part,
    place="/voorzieningen/",
    rows_name="provisions",
    rank=25,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.close": (granted.maatwerk_was_granted,)},
    asks={"case.close": granted.MaatwerkIfGranted},
    effects=EFFECTS | {"application.decide": granted.decided},
    read_by_others=read_by_others,
    seen_first=dict.fromkeys((*BY_DECISION, "provision.let_end"), "Bekijk eerst de brief")
    | {"provision.order": "Bekijk eerst het bestelblad"},
    ways={
        "provision.order": ("provision.order", "provision.confirm_start", "provision.cannot"),
        "provision.extend": (
            "provision.extend",
            "provision.look_again",
            "provision.change",
            "provision.bridge",
            "provision.let_end",
        ),
        "provision.keep": ("provision.keep", "provision.review"),
        "provision.agree": ("provision.agree", "provision.change"),
    },
    closing=CLOSING,
    help_runs=help_runs,
    help_in_words=help_in_words,
    by_date=BY_DATE,
    terms=terms.RULES,
    running_terms=terms.running,
    letters=LETTERS + SHEETS,
    forms=forms,
    in_few_words=Provision.objects.in_few_words,
    reads_along=pages.reads_along,
    on_tabs=pages.ON_TABS,
    on_page=pages.ON_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    who_sees=pages.who_sees,
    urls=pages.URLS,
    on_summary=ON_SUMMARY,
    on_timeline=(OnTimeline("provision.", "hand-helping", "besluiten"),),
    step_head="provisions/step_head.html",
    keeps={
        "voorziening": Keeps(15, "het besluit", "Wmo 2015, artikel 5.3.4 lid 1"),
        "bericht voor de backoffice": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
