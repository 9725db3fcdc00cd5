"""The vangnet request: step × role, by how somebody stands to it."""

from typing import Final

from casework.vangnet.models import VangnetRequest
from tests.rules.steps.stands import Situation, Stand, Table


def wrote_on_it(here: Situation) -> None:
    here.obj.authors = [here.user.pk]


STEPS: Final = {
    "request": "concept",
    "approve": "aangevraagd",
    "reject": "aangevraagd",
    "ask_back": "aangevraagd",
    "give_account": "aangevraagd goedgekeurd",
    "withdraw": "concept aangevraagd goedgekeurd",
    "pay": "goedgekeurd",
    "prepare": "goedgekeurd",
    "release": "in_betaling",
    "book": "vrijgegeven",
    "take_out": "in_betaling vrijgegeven",
    "account": "uitbetaald",
    "replace_receipt": "verantwoord verrekend",
    "recover": "verantwoord",
    "settle": "verantwoord",
}

STANDS: Final = (
    Stand(
        "a colleague without a mandate; another leads and asked",
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
request          -       -              -    -          -       -      -        -          -          -       -        -          -        -
approve          -       -              -    -          -       -      -        -          -          -       -        -          -        -
reject           -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_back         -       -              -    -          -       -      -        -          -          -       -        -          -        -
give_account     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
pay              -       -              -    -          -       -      -        -          yes        -       -        -          -        -
prepare          -       -              -    -          -       -      -        -          -          -       -        -          -        -
release          -       -              -    -          -       -      -        -          -          -       -        -          -        -
book             -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out         -       -              -    -          -       -      -        -          -          -       -        -          -        -
account          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace_receipt  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          yes        -       -        -          -        -
settle           -       -              -    -          -       -      -        -          yes        -       -        -          -        -
""",
    ),
    Stand(
        "a colleague whose mandate covers it; another leads and asked",
        mandate=True,
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
request          -       -              -    -          -       -      -        -          -          -       -        -          -        -
approve          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
reject           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
ask_back         -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
give_account     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
pay              -       -              -    -          -       -      -        -          yes        -       -        -          -        -
prepare          -       -              -    -          -       -      -        -          -          -       -        -          -        -
release          -       -              -    -          -       -      -        -          -          -       -        -          -        -
book             -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out         -       -              -    -          -       -      -        -          -          -       -        -          -        -
account          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace_receipt  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          yes        -       -        -          -        -
settle           -       -              -    -          -       -      -        -          yes        -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case and asked, and has the mandate; another leads",
        on_case=("reported_by_id",),
        on_it=("requested_by_id",),
        mandate=True,
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
request          yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
approve          -       -              -    -          -       -      -        -          -          -       -        -          -        -
reject           -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_back         -       -              -    -          -       -      -        -          -          -       -        -          -        -
give_account     yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
withdraw         yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
pay              -       -              -    -          -       -      -        -          -          -       -        -          -        -
prepare          -       -              -    -          -       -      -        -          -          -       -        -          -        -
release          -       -              -    -          -       -      -        -          -          -       -        -          -        -
book             -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out         -       -              -    -          -       -      -        -          -          -       -        -          -        -
account          yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
replace_receipt  yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          yes        -       -        -          -        -
settle           -       -              -    -          -       -      -        -          yes        -       -        -          -        -
""",
    ),
    Stand(
        "a colleague with the mandate who wrote on it; another leads and asked",
        mandate=True,
        also=wrote_on_it,
        states="aangevraagd",
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
approve          -       -              -    -          -       -      -        -          -          -       -        -          -        -
reject           -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_back         -       -              -    -          -       -      -        -          -          -       -        -          -        -
give_account     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur, without a mandate; another asked",
        on_case=("regisseur_id",),
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
request          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
approve          -       -              -    -          -       -      -        -          -          -       -        -          -        -
reject           -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_back         -       -              -    -          -       -      -        -          -          -       -        -          -        -
give_account     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
withdraw         -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
pay              -       -              -    -          -       -      -        -          yes        -       -        -          -        -
prepare          -       -              -    -          -       -      -        -          -          -       -        -          -        -
release          -       -              -    -          -       -      -        -          -          -       -        -          -        -
book             -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out         -       -              -    -          -       -      -        -          -          -       -        -          -        -
account          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
replace_receipt  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          yes        -       -        -          -        -
settle           -       -              -    -          -       -      -        -          yes        -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case, without a mandate; another leads and asked",
        on_case=("reported_by_id",),
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
request          yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
approve          -       -              -    -          -       -      -        -          -          -       -        -          -        -
reject           -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_back         -       -              -    -          -       -      -        -          -          -       -        -          -        -
give_account     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
pay              -       -              -    -          -       -      -        -          yes        -       -        -          -        -
prepare          -       -              -    -          -       -      -        -          -          -       -        -          -        -
release          -       -              -    -          -       -      -        -          -          -       -        -          -        -
book             -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out         -       -              -    -          -       -      -        -          -          -       -        -          -        -
account          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace_receipt  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          yes        -       -        -          -        -
settle           -       -              -    -          -       -      -        -          yes        -       -        -          -        -
""",
    ),
    Stand(
        "a colleague without a mandate, where nobody leads the case",
        nobody_leads=True,
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
request          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
approve          -       -              -    -          -       -      -        -          -          -       -        -          -        -
reject           -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_back         -       -              -    -          -       -      -        -          -          -       -        -          -        -
give_account     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
pay              -       -              -    -          -       -      -        -          yes        -       -        -          -        -
prepare          -       -              -    -          -       -      -        -          -          -       -        -          -        -
release          -       -              -    -          -       -      -        -          -          -       -        -          -        -
book             -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out         -       -              -    -          -       -      -        -          -          -       -        -          -        -
account          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace_receipt  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          yes        -       -        -          -        -
settle           -       -              -    -          -       -      -        -          yes        -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(VangnetRequest, STEPS, STANDS)
