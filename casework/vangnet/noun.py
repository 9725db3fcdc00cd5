"""What a vangnet request brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.vangnet import conditions, effects, forms, pages, paper, payment_pages, put_out, terms, turns
from casework.vangnet.closing import CLOSING
from casework.vangnet.notices import NOTICES
from casework.vangnet.paper import ON_SUMMARY
from casework.vangnet.to_the_bank import PAYS

NOUN = Noun(
    name="vangnet",
    model="casework.VangnetRequest",
    anchor="casework.Case",
    place="/vangnet/",
    rows_name="vangnet_requests",
    formerly=("vangnetrequest",),
    rank=40,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.undo": (conditions.money_is_there_still,)},
    seen_first={"vangnet.approve": "Bekijk eerst de brief", "vangnet.reject": "Bekijk eerst de brief"},
    effects={
        "case.undo": effects.reserved_again,
        "case.recused": effects.file_is_closed_to_them,
        "vangnet.approve": effects.approved,
        "vangnet.reject": effects.rejected,
        "vangnet.withdraw": effects.withdrawn,
        "vangnet.pay": effects.paid,
        "vangnet.book": effects.paid,
        "vangnet.recover": effects.recovered,
        "vangnet.settle": effects.recovered,
    },
    ways={
        "vangnet.withdraw": ("vangnet.request", "vangnet.withdraw"),
        "vangnet.approve": ("vangnet.approve", "vangnet.reject", "vangnet.ask_back"),
    },
    closing=CLOSING,
    pays=PAYS,
    makes=(pages.MAKE,),
    terms=terms.RULES,
    letters=paper.LETTERS,
    forms=forms,
    on_tabs=pages.ON_TABS,
    on_limited_page=pages.ON_LIMITED_PAGE,
    who_sees=pages.who_sees,
    step_head="vangnet/step_head.html",
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    urls=(*payment_pages.URLS, *pages.URLS),
    on_summary=ON_SUMMARY,
    on_timeline=(OnTimeline("vangnet.", "euro", "geld"),),
    notices=NOTICES,
    keeps={
        "vangnetaanvraag": Keeps(15, "de aanvraag", "Wmo 2015, artikel 5.3.4 lid 1"),
        "bon of factuur": Keeps(7, "het einde van het boekjaar", "Selectielijst gemeenten 2020, resultaat 8.1"),
        "betaalbestand": Keeps(7, "het einde van het boekjaar", "Selectielijst gemeenten 2020, resultaat 8.1"),
        "boeking": Keeps(7, "het einde van het boekjaar", "Selectielijst gemeenten 2020, resultaat 8.1"),
    },
)
