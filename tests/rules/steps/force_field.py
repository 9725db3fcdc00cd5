"""The krachtenveldanalyse: step × role, by how somebody stands to it. A colleague of who makes it is nobody to it."""

from typing import Final

from casework.forcefields.models import ForceField
from tests.rules.steps.stands import Situation, Stand, Table

STEPS: Final = {
    "accept": "gevraagd",
    "add_party": "in_de_maak",
    "tie": "in_de_maak",
    "take_out": "in_de_maak",
    "hand_in": "in_de_maak",
    "send_back": "in_de_maak",
    "extend": "gevraagd in_de_maak",
    "give_back": "gevraagd in_de_maak",
    "withdraw": "gevraagd in_de_maak terug",
    "discuss": "in_de_maak",
    "shield": "in_de_maak besproken",
    "look_again": "besproken",
}

COLLEAGUE: Final = """
            eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept      -       -              -    -          -       -      -        -          -          -       -        -          -        -
add_party   -       -              -    -          -       -      -        -          -          -       -        -          -        -
tie         -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out    -       -              -    -          -       -      -        -          -          -       -        -          -        -
hand_in     -       -              -    -          -       -      -        -          -          -       -        -          -        -
send_back   -       -              -    -          -       -      -        -          -          -       -        -          -        -
extend      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
give_back   -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
discuss     -       -              -    -          -       -      -        -          -          -       -        -          -        -
shield      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
look_again  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
"""
REGISSEUR: Final = """
            eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept      -       -              -    -          -       -      -        -          -          -       -        -          -        -
add_party   -       -              -    -          -       -      -        -          -          -       -        -          -        -
tie         -       -              -    -          -       -      -        -          -          -       -        -          -        -
take_out    -       -              -    -          -       -      -        -          -          -       -        -          -        -
hand_in     -       -              -    -          -       -      -        -          -          -       -        -          -        -
send_back   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
give_back   -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
discuss     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
shield      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
look_again  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
"""
MAKER: Final = """
            eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
accept      -       -              -    -          -       -      yes      yes        -          -       -        -          -        -
add_party   -       -              -    -          -       -      yes      yes        -          -       -        -          -        -
tie         -       -              -    -          -       -      yes      yes        -          -       -        -          -        -
take_out    -       -              -    -          -       -      yes      yes        -          -       -        -          -        -
hand_in     -       -              -    -          -       -      yes      yes        -          -       -        -          -        -
send_back   -       -              -    -          -       -      -        -          -          -       -        -          -        -
extend      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
give_back   -       -              -    -          -       -      yes      yes        -          -       -        -          -        -
withdraw    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
discuss     -       -              -    -          -       -      -        -          -          -       -        -          -        -
shield      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
look_again  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
"""


def at_their_organisation(here: Situation) -> None:
    place = next(iter(here.sight.holdings), None)
    here.obj.maker_organisation_id = place.organisation_id if place else None


STANDS: Final = (
    Stand("a colleague; another leads the case", may=COLLEAGUE),
    Stand("the regisseur", on_case=("regisseur_id",), may=REGISSEUR),
    Stand("who was asked, by name and at their organisation", on_it=("maker_id",), also=at_their_organisation, may=MAKER),
    Stand("who was asked, and works elsewhere by now", on_it=("maker_id",), may=COLLEAGUE),
)  # fmt: skip

TABLE: Final = Table(ForceField, STEPS, STANDS)
