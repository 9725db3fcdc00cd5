"""The complaint: step × role, by how somebody stands to it (Awb 9:7)."""

from typing import Final

from casework.complaints.models import Complaint
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "take_up": "ontvangen",
    "tell": "ontvangen in_behandeling",
    "hear": "in_behandeling",
    "adjourn": "ontvangen in_behandeling",
    "agree": "ontvangen in_behandeling",
    "correct": "in_behandeling",
    "leave_out": "ontvangen in_behandeling",
    "settle": "in_behandeling",
    "resolve": "ontvangen in_behandeling",
    "withdraw": "ontvangen in_behandeling",
}

UNINVOLVED: Final = """
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_up   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
tell      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
hear      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
adjourn   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
correct   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
leave_out -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
settle    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
resolve   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw  -       -              -    -          yes     yes    -        -          -          -       -        -          yes      -
"""
NOBODY_OF_US: Final = """
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_up   -       -              -    -          -       -      -        -          -          -       -        -          -        -
tell      -       -              -    -          -       -      -        -          -          -       -        -          -        -
hear      -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjourn   -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree     -       -              -    -          -       -      -        -          -          -       -        -          -        -
correct   -       -              -    -          -       -      -        -          -          -       -        -          -        -
leave_out -       -              -    -          -       -      -        -          -          -       -        -          -        -
settle    -       -              -    -          -       -      -        -          -          -       -        -          -        -
resolve   -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  -       -              -    -          -       -      -        -          -          -       -        -          yes      -
"""

STANDS: Final = (
    Stand("a colleague who took no part in the case", may=UNINVOLVED),
    Stand("whom it is about", on_it=("person_id",), may=NOBODY_OF_US),
    Stand("the regisseur, while somebody is there who took no part", on_case=("regisseur_id",), may=NOBODY_OF_US),
    Stand(
        "who has it in hand, and came to direct the case since",
        on_case=("regisseur_id",),
        on_it=("handler_id",),
        may=UNINVOLVED,
    ),
)

TABLE: Final = Table(Complaint, STEPS, STANDS)
