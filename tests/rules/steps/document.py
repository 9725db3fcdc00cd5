"""The document: step × role, by how somebody stands to it. A letter of a case, or a list for the meeting."""

from typing import Final

from casework.documents.models import Document
from tests.rules.steps.stands import Situation, Stand, Table


def of_no_case(here: Situation) -> None:
    here.obj.case, here.obj.team = None, here.scene.world.team


STEPS: Final = {
    "ready": "gevraagd",
    "fail": "gevraagd",
    "retry": "mislukt",
    "reprint": "klaar verstuurd vervallen achterhaald",
    "reprinted": "klaar verstuurd vervallen achterhaald",
    "send": "klaar",
    "drop": "klaar mislukt",
    "overtake": "gevraagd klaar mislukt vervallen",
    "remake": "klaar mislukt vervallen",
}

STANDS: Final = (
    Stand(
        "a colleague; another asked for the letter",
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
ready      -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail       -       -              -    -          -       -      -        -          -          -       -        -          -        -
retry      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprint    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprinted  -       -              -    -          -       -      -        -          -          -       -        -          -        -
send       -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
overtake   -       -              -    -          -       -      -        -          -          -       -        -          -        -
remake     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case and asked for the letter",
        on_case=("reported_by_id",),
        on_it=("asked_by_id",),
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
ready      -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail       -       -              -    -          -       -      -        -          -          -       -        -          -        -
retry      yes     yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprint    yes     yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprinted  -       -              -    -          -       -      -        -          -          -       -        -          -        -
send       yes     yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop       yes     yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
overtake   -       -              -    -          -       -      -        -          -          -       -        -          -        -
remake     yes     yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case; another asked for the letter",
        on_case=("reported_by_id",),
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
ready      -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail       -       -              -    -          -       -      -        -          -          -       -        -          -        -
retry      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprint    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprinted  -       -              -    -          -       -      -        -          -          -       -        -          -        -
send       -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
drop       -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
overtake   -       -              -    -          -       -      -        -          -          -       -        -          -        -
remake     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who asked for a list for the meeting",
        on_it=("asked_by_id",),
        also=of_no_case,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
ready      -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail       -       -              -    -          -       -      -        -          -          -       -        -          -        -
retry      -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprint    -       yes            yes  yes        yes     yes    -        -          -          -       -        -          -        -
reprinted  -       -              -    -          -       -      -        -          -          -       -        -          -        -
send       -       -              -    -          -       -      -        -          -          -       -        -          -        -
drop       -       -              -    -          -       -      -        -          -          -       -        -          -        -
overtake   -       -              -    -          -       -      -        -          -          -       -        -          -        -
remake     -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague; another asked for a list for the meeting",
        also=of_no_case,
        may="""
           eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
ready      -       -              -    -          -       -      -        -          -          -       -        -          -        -
fail       -       -              -    -          -       -      -        -          -          -       -        -          -        -
retry      -       -              -    -          -       -      -        -          -          -       -        -          -        -
reprint    -       -              -    -          -       -      -        -          -          -       -        -          -        -
reprinted  -       -              -    -          -       -      -        -          -          -       -        -          -        -
send       -       -              -    -          -       -      -        -          -          -       -        -          -        -
drop       -       -              -    -          -       -      -        -          -          -       -        -          -        -
overtake   -       -              -    -          -       -      -        -          -          -       -        -          -        -
remake     -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Document, STEPS, STANDS)
