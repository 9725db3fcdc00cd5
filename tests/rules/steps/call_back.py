"""The call-back: step × role, by how somebody stands to it."""

from typing import Final

from casework.callbacks.models import CallBack
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "call": "open",
    "miss": "open",
    "drop": "open",
}

STANDS: Final = (
    Stand(
        "a colleague; another took it",
        may="""
      eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
call  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
miss  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who took it",
        on_it=("taken_by_id",),
        may="""
      eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
call  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
miss  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop  -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case and took it",
        on_case=("reported_by_id",),
        on_it=("taken_by_id",),
        may="""
      eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
call  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
miss  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop  yes     yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(CallBack, STEPS, STANDS)
