"""The notice of default: step × role, by how somebody stands to it."""

from typing import Final

from casework.defaults.models import DefaultNotice
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "establish": "ontvangen",
    "withdraw": "ontvangen",
    "lapse": "ontvangen",
    "pay": "vastgesteld",
    "give_account": "vastgesteld",
    "prepare": "vastgesteld",
    "release": "vastgesteld",
    "book": "vastgesteld",
    "take_out": "vastgesteld",
}

STANDS: Final = (
    Stand(
        "a colleague without a mandate; another leads the case",
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
establish  -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
lapse      -       -              -    -          -       -      -        -          -          -       -        -          -        -
pay        -       -              -    -          -       yes    -        -          yes        -       -        -          -        -
give_account -       -              -    -          yes     yes    -        -          yes        -       -        -          -        -
prepare      -       -              -    -          -       -      -        -          -          -       -        -          -        -
release      -       -              -    -          -       -      -        -          -          -       -        -          -        -
book         -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out     -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague with the mandate to decide; another leads the case",
        mandate=True,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
establish  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
withdraw   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
lapse      -       -              -    -          -       -      -        -          -          -       -        -          -        -
pay        -       -              -    -          -       yes    -        -          yes        -       -        -          -        -
give_account -       -              -    -          yes     yes    -        -          yes        -       -        -          -        -
prepare      -       -              -    -          -       -      -        -          -          -       -        -          -        -
release      -       -              -    -          -       -      -        -          -          -       -        -          -        -
book         -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out     -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur, without a mandate",
        on_case=("regisseur_id",),
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
establish  -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
lapse      -       -              -    -          -       -      -        -          -          -       -        -          -        -
pay        -       -              -    -          -       yes    -        -          yes        -       -        -          -        -
give_account -       -              yes  yes        yes     yes    -        -          yes        -       -        -          -        -
prepare      -       -              -    -          -       -      -        -          -          -       -        -          -        -
release      -       -              -    -          -       -      -        -          -          -       -        -          -        -
book         -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out     -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(DefaultNotice, STEPS, STANDS)
