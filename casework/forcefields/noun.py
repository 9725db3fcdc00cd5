"""What a krachtenveldanalyse brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.forcefields import conditions, effects, forms, pages, put_out, turns
from casework.forcefields.closing import CLOSING
from casework.forcefields.models import ForceField
from casework.forcefields.notices import NOTICES
from casework.forcefields.paper import ON_SUMMARY
from casework.forcefields.taking_part import behind_a_wall, takes_part
from casework.forcefields.terms import RULES

NOUN = Noun(
    name="force_field",
    model="casework.ForceField",
    anchor="casework.Case",
    place="/krachtenvelden/",
    rows_name="force_fields",
    rank=45,
    takes_part=takes_part,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "case.person_moved": effects.to_another,
        "case.walled": behind_a_wall,
        "force_field.asked": effects.asked,
        "force_field.add_party": effects.party_added,
        "force_field.tie": effects.tied,
        "force_field.take_out": effects.taken_out,
        "force_field.shield": effects.shielded,
        "force_field.look_again": effects.looked_again,
        "sharing.withdraw": effects.no_longer_shared,
        "sharing.lapse": effects.no_longer_shared,
        "sharing.replace": effects.shared_anew,
        "sharing.extend": effects.shared_longer,
    },
    asks={"sharing.withdraw": forms.WhatFollows},
    needs={"case.undo": (conditions.makers_can_return,)},
    ways={
        "force_field.accept": ("force_field.accept", "force_field.give_back"),
        "force_field.hand_in": (
            "force_field.add_party",
            "force_field.tie",
            "force_field.hand_in",
            "force_field.give_back",
        ),
        "force_field.discuss": ("force_field.discuss", "force_field.shield", "force_field.send_back"),
        "force_field.extend": ("force_field.extend", "force_field.withdraw"),
        "force_field.withdraw": (pages.MAKE.url, "force_field.extend", "force_field.withdraw"),
    },
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=RULES,
    forms=forms,
    in_few_words=ForceField.objects.in_few_words,
    on_tabs=pages.ON_TABS,
    for_citizen=pages.FOR_CITIZEN,
    who_sees=pages.who_sees,
    notices=NOTICES,
    put_out=put_out.put_out,
    put_out_keys=put_out.KEYS,
    on_summary=ON_SUMMARY,
    on_timeline=(OnTimeline("force_field.", "users", "contacten"),),
    keeps={
        "krachtenveldanalyse": Keeps(15, "de bespreking", "Wmo 2015, artikel 5.3.4 lid 1"),
        "partij in een krachtenveld": Keeps(15, "de bespreking", "Wmo 2015, artikel 5.3.4 lid 1"),
        "band in een krachtenveld": Keeps(15, "de bespreking", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
    urls=pages.URLS,
)
