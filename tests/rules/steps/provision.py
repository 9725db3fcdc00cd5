"""Help that was granted: step × role, by how somebody stands to it."""

from typing import Final

from casework.provisions.models import Provision
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "grant": "gevraagd",
    "refuse": "gevraagd",
    "lapse": "toegekend gestart",
    "announce": "toegekend gestart",
    "confirm_start": "toegekend",
    "order": "toegekend",
    "take_back": "gestart beeindigd",
    "confirm_stop": "gestart beeindigd",
    "cannot": "toegekend gestart",
    "agree": "toegekend gestart",
    "pause": "gestart",
    "resume": "gestart",
    "extend": "toegekend gestart",
    "bridge": "toegekend gestart",
    "change": "toegekend gestart",
    "correct": "toegekend gestart",
    "review": "toegekend gestart",
    "suspend_payment": "gestart",
    "recover": "gestart beeindigd",
    "look_again": "toegekend gestart",
    "let_end": "toegekend gestart beeindigd",
    "keep": "toegekend gestart",
}

STANDS: Final = (
    Stand(
        "a colleague without a mandate; another leads the case",
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
grant            -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse            -       -              -    -          -       -      -        -          -          -       -        -          -        -
announce         -       -              -    -          -       -      -        -          -          -       -        -          -        -
confirm_start    -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
order            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
take_back        -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
confirm_stop     -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
cannot           -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
agree            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
pause            -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
resume           -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
extend           -       -              -    -          -       -      -        -          -          -       -        -          -        -
bridge           -       -              -    -          -       -      -        -          -          -       -        -          -        -
change           -       -              -    -          -       -      -        -          -          -       -        -          -        -
correct          -       -              -    -          -       -      -        -          -          -       -        -          -        -
review           -       -              -    -          -       -      -        -          -          -       -        -          -        -
suspend_payment  -       -              -    -          -       -      -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          -          -       -        -          -        -
look_again       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
let_end          -       -              -    -          -       -      -        -          -          -       -        -          -        -
keep             -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague with the mandate; another leads the case",
        mandate=True,
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
grant            -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse            -       -              -    -          -       -      -        -          -          -       -        -          -        -
announce         -       -              -    -          -       -      -        -          -          -       -        -          -        -
confirm_start    -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
order            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
take_back        -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
confirm_stop     -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
cannot           -       -              -    -          yes     yes    -        yes        -          -       -        -          -        -
agree            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
pause            -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
resume           -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
extend           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
bridge           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
change           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
correct          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
review           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
suspend_payment  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
recover          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
look_again       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
let_end          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
keep             -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur, without a mandate",
        on_case=("regisseur_id",),
        may="""
                 eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
grant            -       -              -    -          -       -      -        -          -          -       -        -          -        -
refuse           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse            -       -              -    -          -       -      -        -          -          -       -        -          -        -
announce         -       -              -    -          -       -      -        -          -          -       -        -          -        -
confirm_start    -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
order            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
take_back        -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
confirm_stop     -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
cannot           -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
agree            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
pause            -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
resume           -       -              yes  yes        yes     yes    -        yes        -          -       -        -          -        -
extend           -       -              -    -          -       -      -        -          -          -       -        -          -        -
bridge           -       -              -    -          -       -      -        -          -          -       -        -          -        -
change           -       -              -    -          -       -      -        -          -          -       -        -          -        -
correct          -       -              -    -          -       -      -        -          -          -       -        -          -        -
review           -       -              -    -          -       -      -        -          -          -       -        -          -        -
suspend_payment  -       -              -    -          -       -      -        -          -          -       -        -          -        -
recover          -       -              -    -          -       -      -        -          -          -       -        -          -        -
look_again       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
let_end          -       -              -    -          -       -      -        -          -          -       -        -          -        -
keep             -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Provision, STEPS, STANDS)
