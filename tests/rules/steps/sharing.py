"""What is shared: step × role, by how somebody stands to it."""

from typing import Final

from casework.sharing.models import Sharing
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "extend": "gegeven",
    "let_end": "gegeven",
    "withdraw": "gegeven",
    "lapse": "gegeven",
    "replace": "gegeven",
}

STANDS: Final = (
    Stand(
        "a colleague; another leads the case",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
extend    -       -              -    -          -       -      -        -          -          -       -        -          -        -
let_end   -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  -       -              yes  yes        yes     yes    -        -          -          -       -        -          yes      -
lapse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
replace   -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur",
        on_case=("regisseur_id",),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
extend    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
let_end   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
withdraw  -       -              yes  yes        yes     yes    -        -          -          -       -        -          yes      -
lapse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
replace   -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "nobody leads the case, and nobody is there who does",
        nobody_leads=True,
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
extend    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
let_end   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw  -       -              yes  yes        yes     yes    -        -          -          -       -        -          yes      -
lapse     -       -              -    -          -       -      -        -          -          -       -        -          -        -
replace   -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Sharing, STEPS, STANDS)
