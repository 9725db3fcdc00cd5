"""The meldcode: step × role, by how somebody stands to it. Being a colleague, or leading all teams, is no standing."""

from typing import Final

from casework.meldcode.models import Meldcode
from tests.rules.steps.stands import Situation, Stand, Table

EVERY: Final = "signalen advies gesprek wegen beslissen afgerond"
STEPS: Final = {
    "note_signals": "signalen",
    "note_advice": "advies",
    "note_talk": "gesprek",
    "weigh": "wegen",
    "decide": "beslissen",
    "join": EVERY,
    "keep": EVERY,
    "open_up": EVERY,
}

NOT_ON_IT: Final = """
              eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
note_signals  -       -              -    -          yes     -      -        -          -          -       -        -          -        -
note_advice   -       -              -    -          yes     -      -        -          -          -       -        -          -        -
note_talk     -       -              -    -          yes     -      -        -          -          -       -        -          -        -
weigh         -       -              -    -          yes     -      -        -          -          -       -        -          -        -
decide        -       -              -    -          yes     -      -        -          -          -       -        -          -        -
join          -       -              -    -          yes     -      -        -          -          -       -        -          -        -
keep          -       -              -    -          yes     -      -        -          -          -       -        -          -        -
open_up       -       -              -    -          yes     -      -        -          -          -       -        -          -        -
"""
BY_NAME: Final = """
              eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
note_signals  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
note_advice   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
note_talk     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
weigh         -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
decide        -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
join          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
keep          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
open_up       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
"""


def works_along(here: Situation) -> None:
    here.obj.others = [here.user.pk]


STANDS: Final = (
    Stand("the regisseur, who isn't on it", on_case=("regisseur_id",), may=NOT_ON_IT),
    Stand("who leads it", on_it=("lead_id",), may=BY_NAME),
    Stand("who works along, by name", also=works_along, may=BY_NAME),
)

TABLE: Final = Table(Meldcode, STEPS, STANDS)
