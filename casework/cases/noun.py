"""What a case brings along: it is the anchor on which most hangs."""

from casework.cases import effects, forms, paper, terms, turns
from casework.engine.noun import Keeps, Noun

NOUN = Noun(
    name="case",
    model="casework.Case",
    anchor="casework.Case",
    rank=0,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "case.correct_kern": effects.to_the_right_team,
        "case.same_person": effects.made_one,
        "case.advise": effects.closed,
        "case.close": effects.closed,
        "case.merge": effects.closed,
        "case.end": effects.ended,
    },
    terms=terms.RULES,
    letters=paper.LETTERS,
    forms=forms,
    keeps={
        "zaak": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
        "gebeurtenis": Keeps(15, "de gebeurtenis", "Wmo 2015, artikel 5.3.4 lid 1"),
        "machtiging op naam": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
