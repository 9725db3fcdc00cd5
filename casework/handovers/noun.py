"""What a hand-over brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.handovers import conditions, effects, forms, pages, put_out, read_first, terms, turns
from casework.handovers.closing import CLOSING
from casework.handovers.models import Handover
from casework.handovers.notices import NOTICES
from casework.handovers.paper import ON_SUMMARY
from casework.handovers.taking_part import behind_a_wall, takes_part

NOUN = Noun(
    name="handover",
    model="casework.Handover",
    anchor="casework.Case",
    takes_part=takes_part,
    place="/overdrachten/",
    rows_name="handovers",
    rank=10,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.undo": (conditions.offers_can_return,)},
    read_by_others=read_first.read_by_others,
    seen_first={
        "nieuwe-overdracht": "Bekijk eerst wat de ander leest",
        "handover.name": "Bekijk eerst wat de ander leest",
        "handover.undo": "Bekijk eerst wat de ander leest",
    },
    effects={
        "handover.accept": effects.accepted,
        "handover.name": effects.named,
        "handover.refuse": effects.refused,
        "handover.undo": effects.refusal_undone,
        "handover.withdraw": effects.came_to_nothing,
        "handover.give_back": effects.given_back,
        "case.reopen": effects.case_reopened,
        "case.walled": behind_a_wall,
        "case.confirm_alive": effects.case_reopened,
        "sharing.withdraw": effects.consent_ended,
        "sharing.lapse": effects.consent_ended,
        "sharing.replace": effects.agreed_anew,
        "sharing.extend": effects.agreed_anew,
    },
    asks={"sharing.withdraw": forms.WhatFollows},
    ways={
        "case.hold": (pages.MAKE.url, "case.hold"),
        "handover.accept": ("handover.accept", "handover.refuse"),
        "handover.promise": ("handover.promise", "handover.refuse"),
        "handover.withdraw": ("handover.withdraw", "handover.accept", "handover.refuse"),
    },
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=terms.RULES,
    forms=forms,
    in_few_words=Handover.objects.in_few_words,
    reads_along=pages.reads_along,
    on_tabs=pages.ON_TABS,
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    who_sees=pages.who_sees,
    reached=effects.reached,
    step_head="handovers/step_head.html",
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    urls=pages.URLS,
    on_summary=ON_SUMMARY,
    on_timeline=(OnTimeline("handover.", "hand-helping"),),
    notices=NOTICES,
    keeps={"overdracht": Keeps(15, "het aanbod", "Wmo 2015, artikel 5.3.4 lid 1")},
)
