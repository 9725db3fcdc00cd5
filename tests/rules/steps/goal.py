"""The goal: step × role, by how somebody stands to it."""

import datetime as dt
from typing import Final

from casework.goals.models import Goal
from tests.rules.steps.stands import Situation, Stand, Table


def by_their_organisation(here: Situation) -> None:
    place = next(iter(here.sight.holdings), None)
    here.obj.shared_until = dt.date.max
    here.obj.carrier_organisation_id = place.organisation_id if place else None


STEPS: Final = {
    "begin": "voorgesteld",
    "keep_carrier": "voorgesteld loopt",
    "achieve": "loopt",
    "adjust": "loopt",
    "stop": "voorgesteld loopt",
}

STANDS: Final = (
    Stand(
        "a colleague; another leads the case",
        may="""
              eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
begin         -       -              -    -          -       -      -        -          -          -       -        -          -        -
keep_carrier  -       -              -    -          -       -      -        -          -          -       -        -          -        -
achieve       -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjust        -       -              -    -          -       -      -        -          -          -       -        -          -        -
stop          -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur",
        on_case=("regisseur_id",),
        may="""
              eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
begin         -       -              -    -          -       -      -        -          -          -       -        -          -        -
keep_carrier  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
achieve       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
adjust        -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
stop          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who carries it, by name or by their organisation",
        on_it=("carrier_user_id",),
        also=by_their_organisation,
        may="""
              eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
begin         -       -              -    -          -       -      -        -          -          -       -        -          -        -
keep_carrier  -       -              -    -          -       -      -        -          -          -       -        -          -        -
achieve       -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjust        -       -              -    -          -       -      -        -          -          -       -        -          -        -
stop          -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague, where nobody leads the case",
        nobody_leads=True,
        may="""
              eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
begin         -       -              -    -          -       -      -        -          -          -       -        -          -        -
keep_carrier  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
achieve       -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
adjust        -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
stop          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Goal, STEPS, STANDS)
