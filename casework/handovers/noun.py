"""What a hand-over brings along."""

from casework.engine.noun import Keeps, Noun
from casework.handovers import effects, forms, terms, turns
from casework.handovers.by_date import BY_DATE
from casework.handovers.closing import CLOSING
from casework.handovers.models import Handover

NOUN = Noun(
    name="handover",
    model="casework.Handover",
    anchor="casework.Case",
    place="/overdrachten/",
    rows_name="handovers",
    rank=10,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "handover.accept": effects.accepted,
        "handover.refuse": effects.came_to_nothing,
        "handover.withdraw": effects.came_to_nothing,
        "handover.give_back": effects.given_back,
        "case.reopen": effects.case_reopened,
        "consent.withdrawn": effects.consent_ended,
        "consent.ended": effects.consent_ended,
    },
    closing=CLOSING,
    by_date=BY_DATE,
    terms=terms.RULES,
    forms=forms,
    in_few_words=Handover.objects.in_few_words,
    keeps={"overdracht": Keeps(15, "het aanbod", "Wmo 2015, artikel 5.3.4 lid 1")},
)
