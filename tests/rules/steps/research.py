"""The research: step × role, by how somebody stands to it."""

from typing import Final

from casework.research.models import Research
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "settle": "loopt",
    "send": "vastgesteld",
    "revise": "vastgesteld verstuurd",
    "sign": "loopt vastgesteld verstuurd",
    "sign_at_table": "loopt vastgesteld",
}

STANDS: Final = (
    Stand(
        "a colleague; another leads the case",
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
settle  -       -              -    -          -       -      -        -          -          -       -        -          -        -
send    -       -              -    -          -       -      -        -          -          -       -        -          -        -
revise  -       -              -    -          -       -      -        -          -          -       -        -          -        -
sign@verstuurd  -  -  -  -  -  -  -  -  -  -  -  -          yes  -
sign  -       -              -    -          -       -      -        -          -          -       -        - -                 -
sign_at_table  -       -              -    -          -       -      -        -          -          -       - -                 -        -
""",
    ),
    Stand(
        "the regisseur",
        on_case=("regisseur_id",),
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
settle  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
revise  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
sign@verstuurd  -  -  yes  yes  yes  yes  -  -  -  -  -  -          yes  -
sign  -       -              yes  yes        yes     yes    -        -          -          -       -        - -                 -
sign_at_table  -       -              yes  yes        yes     yes    -        -          -          -       - -                 -        -
""",
    ),
    Stand(
        "nobody leads the case, and nobody is there who does",
        nobody_leads=True,
        may="""
        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
settle  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
send    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
revise  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
sign@verstuurd  -  -  -  -  yes  yes  -  -  -  -  -  -          yes  -
sign  -       -              -    -          yes     yes    -        -          -          -       -        - -                 -
sign_at_table  -       -              -    -          yes     yes    -        -          -          -       - -                 -        -
""",
    ),
)

TABLE: Final = Table(Research, STEPS, STANDS)
