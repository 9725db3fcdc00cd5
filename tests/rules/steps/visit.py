"""A visit: step × role, by how somebody stands to it."""

from typing import Final

from casework.visits.models import Visit
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {"finish": "bezig"}

STANDS: Final = (
    Stand(
        "a colleague; another wrote it and leads the case",
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
finish  -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur; another wrote it",
        on_case=("regisseur_id",),
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
finish  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "whoever wrote it; another leads the case",
        on_it=("by_id",),
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
finish  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "nobody leads the case, and nobody is there who does",
        nobody_leads=True,
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
finish  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Visit, STEPS, STANDS)
