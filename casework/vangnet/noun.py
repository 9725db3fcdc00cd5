"""What a vangnet request brings along."""

from casework.engine.noun import Keeps, Noun
from casework.vangnet import effects, forms, paper, terms, turns
from casework.vangnet.closing import CLOSING

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
    effects={
        "vangnet.approve": effects.approved,
        "vangnet.reject": effects.rejected,
        "vangnet.withdraw": effects.withdrawn,
        "vangnet.pay": effects.paid,
        "vangnet.recover": effects.recovered,
        "vangnet.settle": effects.recovered,
    },
    closing=CLOSING,
    terms=terms.RULES,
    letters=paper.LETTERS,
    forms=forms,
    keeps={
        "vangnetaanvraag": Keeps(15, "de aanvraag", "Wmo 2015, artikel 5.3.4 lid 1"),
        "bon of factuur": Keeps(7, "het einde van het boekjaar", "Selectielijst gemeenten 2020, resultaat 8.1"),
        "boeking": Keeps(7, "het einde van het boekjaar", "Selectielijst gemeenten 2020, resultaat 8.1"),
    },
)
