"""An advice: step × role, by how somebody stands to it."""

from typing import Final

from casework.advice.models import Advice
from tests.rules.steps.stands import Stand, Table

STEPS: Final = dict.fromkeys(("receive", "extend", "miss", "call_off"), "gevraagd")

STANDS: Final = (
    Stand(
        "a colleague; another asked for it and leads the case",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
receive   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend    -       -              -    -          -       -      -        -          -          -       -        -          -        -
miss      -       -              -    -          -       -      -        -          -          -       -        -          -        -
call_off  -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur; another asked for it",
        on_case=("regisseur_id",),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
receive   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
miss      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
call_off  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "whoever asked for it; another leads the case",
        on_it=("asked_by_id",),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
receive   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
miss      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
call_off  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "nobody leads the case, and nobody is there who does",
        nobody_leads=True,
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
receive   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
miss      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
call_off  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Advice, STEPS, STANDS)
