"""The voorlopige indicatie: step × role, by how somebody stands to it."""

from typing import Final

from casework.indicaties.models import VoorlopigeIndicatie
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "issue_and_give": "concept voorgelegd",
    "issue": "concept voorgelegd",
    "submit": "concept",
    "send_back": "voorgelegd",
    "discard": "concept voorgelegd",
    "confirm_start": "afgegeven",
    "confirm_stop": "afgegeven ingetrokken geeindigd",
    "cannot": "afgegeven",
    "agree": "afgegeven",
    "review": "afgegeven",
    "explain": "afgegeven",
    "extend": "afgegeven",
    "correct": "afgegeven",
    "withdraw": "afgegeven",
    "convert": "afgegeven",
    "lapse": "afgegeven",
    "decide_after_end": "geeindigd",
}

STANDS: Final = (
    Stand(
        "a colleague without a mandate; another leads, made and issued it",
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    -       -              -    -          -       -      -        -          -          -       -        -          -        -
issue             -       -              -    -          -       -      -        -          -          -       -        -          -        -
submit            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
discard           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_start     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_stop      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
cannot            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
review            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
explain           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
extend            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
correct           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague with the mandate; another leads, made and issued it",
        mandate=True,
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
issue             -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
submit            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
discard           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_start     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_stop      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
cannot            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
review            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
explain           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
extend            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
correct           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur, without a mandate",
        on_case=("regisseur_id",),
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    -       -              -    -          -       -      -        -          -          -       -        -          -        -
issue             -       -              -    -          -       -      -        -          -          -       -        -          -        -
submit            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
discard           -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
confirm_start     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
confirm_stop      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
cannot            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
agree             -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
review            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
explain           -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
correct           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case and made the draft, without a mandate",
        on_case=("reported_by_id",),
        on_it=("made_by_id",),
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    -       -              -    -          -       -      -        -          -          -       -        -          -        -
issue             -       -              -    -          -       -      -        -          -          -       -        -          -        -
submit            yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
discard           yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
confirm_start     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_stop      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
cannot            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
review            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
explain           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
extend            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
correct           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported the case and made the draft, with the mandate",
        on_case=("reported_by_id",),
        on_it=("made_by_id",),
        mandate=True,
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
issue             yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
submit            yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
discard           yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
confirm_start     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_stop      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
cannot            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
review            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
explain           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
extend            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
correct           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who issued it, with the mandate",
        on_it=("issued_by_id",),
        mandate=True,
        saved=True,
        states="afgegeven geeindigd",
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
confirm_start     yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
confirm_stop      yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
cannot            yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
agree             yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
review            -       -              -    -          -       -      -        -          -          -       -        -          -        -
explain           yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
extend            -       -              -    -          -       -      -        -          -          -       -        -          -        -
correct           yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "to whom it was put, whose mandate has ended by now",
        on_it=("submitted_to_id",),
        saved=True,
        states="voorgelegd",
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    -       -              -    -          -       -      -        -          -          -       -        -          -        -
issue             -       -              -    -          -       -      -        -          -          -       -        -          -        -
send_back         yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
discard           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "to whom it was put, with the mandate",
        on_it=("submitted_to_id",),
        mandate=True,
        saved=True,
        states="voorgelegd",
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
issue             yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
discard           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague without a mandate, where nobody leads the case",
        nobody_leads=True,
        may="""
                  eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
issue_and_give    -       -              -    -          -       -      -        -          -          -       -        -          -        -
issue             -       -              -    -          -       -      -        -          -          -       -        -          -        -
submit            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
send_back         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
discard           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_start     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
confirm_stop      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
cannot            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
review            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
explain           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
extend            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
correct           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
withdraw          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
convert           -       -              -    -          -       -      -        -          -          -       -        -          -        -
lapse             -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide_after_end  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(VoorlopigeIndicatie, STEPS, STANDS)
