"""A joint meeting: step × role. Who works in the file writes it down, whoever directs the household."""

from typing import Final

from casework.meetings.models import Meeting
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "join": "concept",
    "promise": "concept",
    "take_out": "concept",
    "settle": "concept",
    "cancel": "concept",
    "tick": "vastgelegd",
}

STANDS: Final = (
    Stand(
        "a colleague; another directs the household",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
join      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
promise   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
take_out  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
settle    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
cancel    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
tick      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Meeting, STEPS, STANDS)
