"""The piece that came in: step × role, by how somebody stands to it."""

from typing import Final

from casework.pieces.models import Piece
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "strike": "opgenomen geweigerd",
    "restore": "geschrapt",
    "pass_check": "wacht",
    "fail_check": "wacht",
}

STANDS: Final = (
    Stand(
        "a colleague; another added it",
        may="""
            eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
strike      -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
restore     -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
pass_check  -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail_check  -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who added it",
        on_it=("added_by_id",),
        may="""
            eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
strike      -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
restore     -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
pass_check  -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail_check  -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Piece, STEPS, STANDS)
