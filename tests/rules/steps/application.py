"""The application: step × role, by how somebody stands to it."""

from typing import Final

from casework.applications.models import Application
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "prepare": "ontvangen voorbereid",
    "decide": "ontvangen voorbereid",
    "withdraw": "ontvangen voorbereid",
    "ask_more": "ontvangen voorbereid",
    "suspend": "ontvangen voorbereid",
    "resume": "ontvangen voorbereid",
    "delay": "ontvangen voorbereid",
    "leave_out": "ontvangen voorbereid",
}

STANDS: Final = (
    Stand(
        "a colleague without a mandate; another leads the case",
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
prepare   -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide    -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
ask_more  -       -              -    -          -       -      -        -          -          -       -        -          -        -
suspend   -       -              -    -          -       -      -        -          -          -       -        -          -        -
resume    -       -              -    -          -       -      -        -          -          -       -        -          -        -
delay     -       -              -    -          -       -      -        -          -          -       -        -          -        -
leave_out -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague with the mandate; another leads the case",
        mandate=True,
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
prepare   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
decide    -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
withdraw  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
ask_more  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
suspend   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
resume    -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
delay     -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
leave_out -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur, without a mandate",
        on_case=("regisseur_id",),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
prepare   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
decide    -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
ask_more  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
suspend   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
resume    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
delay     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
leave_out -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague without a mandate, where nobody leads the case",
        nobody_leads=True,
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
prepare   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
decide    -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
ask_more  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
suspend   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
resume    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
delay     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
leave_out -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who prepared it, with the mandate, where a second person decides",
        on_it=("prepared_by_id",),
        mandate=True,
        states="voorbereid",
        also=lambda here: setattr(here.obj, "needs_second", True),
        may="""
          eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
prepare   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
decide    -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
ask_more  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
suspend   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
resume    -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
delay     -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
leave_out -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Application, STEPS, STANDS)
