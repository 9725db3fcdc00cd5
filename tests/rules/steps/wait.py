"""Waiting: step × role, by how somebody stands to it."""

from typing import Final

from casework.waits.models import Wait
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "come": "loopt",
    "extend": "loopt",
    "stop": "loopt",
}

STANDS: Final = (
    Stand(
        "a colleague; another leads the case",
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
come    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend  -       -              -    -          -       -      -        -          -          -       -        -          -        -
stop    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur",
        on_case=("regisseur_id",),
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
come    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
stop    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "whoever had it wait; another leads the case by now",
        on_it=("made_by_id",),
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
come    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend  -       -              -    -          -       -      -        -          -          -       -        -          -        -
stop    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "nobody leads the case, and nobody is there who does",
        nobody_leads=True,
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
come    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
stop    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Wait, STEPS, STANDS)
