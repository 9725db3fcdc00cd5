"""A household: step × role. The team leads it, as it leads a case; who sees one of its members' files by a grant doesn't."""

from typing import Final

from casework.households.models import Household
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "direct": "bewoond",
    "dissolve": "bewoond",
}

STANDS: Final = (
    Stand(
        "a colleague",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
direct    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
dissolve  -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "whoever has the regie",
        on_it=("regisseur_id",),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
direct    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
dissolve  -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Household, STEPS, STANDS)
