"""What an application brings along."""

from casework.applications import conditions, effects, forms, terms, turns
from casework.applications.by_date import BY_DATE
from casework.applications.closing import CLOSING
from casework.engine.noun import Keeps, Noun

NOUN = Noun(
    name="application",
    model="casework.Application",
    anchor="casework.Case",
    place="/aanvragen/",
    rows_name="applications",
    rank=30,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={"case.close": (conditions.maatwerk_was_granted,)},
    effects={
        "application.suspend": effects.suspended,
        "application.resume": effects.runs_again,
        "application.grant": effects.runs_again,
        "application.reject": effects.runs_again,
        "application.withdraw": effects.runs_again,
    },
    asks={"case.close": forms.MaatwerkIfGranted},
    closing=CLOSING,
    by_date=BY_DATE,
    terms=terms.RULES,
    forms=forms,
    keeps={"aanvraag en besluit": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
