"""The appointment: step × role, by how somebody stands to it."""

from typing import Final

from casework.appointments.models import Appointment
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "fulfil": "gepland",
    "move": "gepland",
    "pass_on": "gepland",
    "drop": "gepland",
}

STANDS: Final = (
    Stand(
        "a colleague; it is another's appointment",
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
fulfil  -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
move    -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
pass_on -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop    -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "whose appointment it is",
        on_it=("person_id",),
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
fulfil  -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
move    -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
pass_on -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop    -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Appointment, STEPS, STANDS)
