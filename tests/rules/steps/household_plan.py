"""The plan of a household: step × role, by how somebody stands to the household."""

from typing import Final

from casework.householdplans.models import HouseholdPlan
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "choose": "concept",
    "record": "concept afgesproken",
    "agree": "concept",
    "evaluate": "afgesproken",
    "adjust": "afgesproken",
    "finish": "concept afgesproken",
}

STANDS: Final = (
    Stand(
        "a colleague; another directs the household",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
choose    -       -              -    -          -       -      -        -          -          -       -        -          -        -
record    -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree     -       -              -    -          -       -      -        -          -          -       -        -          -        -
evaluate  -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjust    -       -              -    -          -       -      -        -          -          -       -        -          -        -
finish    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who directs the household",
        on_case=("regisseur_id",),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
choose    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
record    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
agree     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
evaluate  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
adjust    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
finish    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "nobody directs the household",
        nobody_leads=True,
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
choose    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
record    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
evaluate  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
adjust    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
finish    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(HouseholdPlan, STEPS, STANDS)
