"""The objection: step × role, by how somebody stands to it. What it is to handle one is of the municipality's lawyers."""

from typing import Final

from casework.objections.models import Objection
from tests.rules.steps.stands import Stand, Table

OPEN: Final = "ontvangen in_behandeling"
STEPS: Final = {
    "take_on": OPEN,
    "ask_repair": "in_behandeling",
    "repaired": "in_behandeling",
    "adjourn": "in_behandeling",
    "agree": "in_behandeling",
    "call": "in_behandeling",
    "invite": "in_behandeling",
    "hear": "in_behandeling",
    "waive": "in_behandeling",
    "decide": "in_behandeling",
    "in_default": OPEN,
    "compile_file": "in_behandeling gegrond deels_gegrond ongegrond niet_ontvankelijk",
    "withdraw": OPEN,
    "record_measure": f"{OPEN} gegrond deels_gegrond ongegrond niet_ontvankelijk ingetrokken",
    "take_along": "gegrond deels_gegrond",
    "replace": "gegrond deels_gegrond",
}

STANDS: Final = (
    Stand(
        "a colleague without a mandate; another handles it, and leads the case",
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_on         -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
ask_repair      -       -              -    -          -       -      -        -          -          -       -        -          -        -
repaired        -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjourn         -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree           -       -              -    -          -       -      -        -          -          -       -        -          -        -
call            -       -              -    -          -       -      -        -          -          -       -        -          -        -
invite          -       -              -    -          -       -      -        -          -          -       -        -          -        -
hear            -       -              -    -          -       -      -        -          -          -       -        -          -        -
waive           -       -              -    -          -       -      -        -          -          -       -        -          -        -
in_default      -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
compile_file    -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide          -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw        -       -              -    -          -       -      -        -          -          -       -        -          yes      -
record_measure  -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
take_along      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace         -       -              -    -          yes     yes    -        -          -          -       -        yes        -        -
""",
    ),
    Stand(
        "a colleague with the mandate; another handles it",
        mandate=True,
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_on         -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
ask_repair      -       -              -    -          -       -      -        -          -          -       -        -          -        -
repaired        -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjourn         -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree           -       -              -    -          -       -      -        -          -          -       -        -          -        -
call            -       -              -    -          -       -      -        -          -          -       -        -          -        -
invite          -       -              -    -          -       -      -        -          -          -       -        -          -        -
hear            -       -              -    -          -       -      -        -          -          -       -        -          -        -
waive           -       -              -    -          -       -      -        -          -          -       -        -          -        -
in_default      -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
compile_file    -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide          -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
withdraw        -       -              -    -          -       -      -        -          -          -       -        -          yes      -
record_measure  -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
take_along      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace         -       -              -    -          yes     yes    -        -          -          -       -        yes        -        -
""",
    ),
    Stand(
        "who handles it, without a mandate",
        on_it=("handler_id",),
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_on         -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
ask_repair      -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
repaired        -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
adjourn         -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
agree           -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
call            -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
invite          -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
hear            -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
waive           -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
in_default      -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
compile_file    -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
decide          -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw        -       -              -    -          -       yes    -        -          -          -       -        yes        yes      -
record_measure  -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
take_along      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace         -       -              -    -          yes     yes    -        -          -          -       -        yes        -        -
""",
    ),
    Stand(
        "the regisseur, who doesn't handle it",
        on_case=("regisseur_id",),
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_on         -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
ask_repair      -       -              -    -          -       -      -        -          -          -       -        -          -        -
repaired        -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjourn         -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree           -       -              -    -          -       -      -        -          -          -       -        -          -        -
call            -       -              -    -          -       -      -        -          -          -       -        -          -        -
invite          -       -              -    -          -       -      -        -          -          -       -        -          -        -
hear            -       -              -    -          -       -      -        -          -          -       -        -          -        -
waive           -       -              -    -          -       -      -        -          -          -       -        -          -        -
in_default      -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
compile_file    -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide          -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw        -       -              -    -          -       -      -        -          -          -       -        -          yes      -
record_measure  -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
take_along      -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
replace         -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
""",
    ),
    Stand(
        "who took the decision, with a mandate",
        on_it=("former_by_id",),
        mandate=True,
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_on         -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_repair      -       -              -    -          -       -      -        -          -          -       -        -          -        -
repaired        -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjourn         -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree           -       -              -    -          -       -      -        -          -          -       -        -          -        -
call            -       -              -    -          -       -      -        -          -          -       -        -          -        -
invite          -       -              -    -          -       -      -        -          -          -       -        -          -        -
hear            -       -              -    -          -       -      -        -          -          -       -        -          -        -
waive           -       -              -    -          -       -      -        -          -          -       -        -          -        -
in_default      -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
compile_file    -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide          -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw        -       -              -    -          -       -      -        -          -          -       -        -          yes      -
record_measure  -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
take_along      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace         -       -              -    -          yes     yes    -        -          -          -       -        yes        -        -
""",
    ),
    Stand(
        "who prepared the decision",
        on_it=("prepared_by_id",),
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
take_on         -       -              -    -          -       -      -        -          -          -       -        -          -        -
ask_repair      -       -              -    -          -       -      -        -          -          -       -        -          -        -
repaired        -       -              -    -          -       -      -        -          -          -       -        -          -        -
adjourn         -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree           -       -              -    -          -       -      -        -          -          -       -        -          -        -
call            -       -              -    -          -       -      -        -          -          -       -        -          -        -
invite          -       -              -    -          -       -      -        -          -          -       -        -          -        -
hear            -       -              -    -          -       -      -        -          -          -       -        -          -        -
waive           -       -              -    -          -       -      -        -          -          -       -        -          -        -
in_default      -       -              yes  yes        yes     yes    -        -          -          -       -        yes        -        -
compile_file    -       -              -    -          -       -      -        -          -          -       -        -          -        -
decide          -       -              -    -          -       -      -        -          -          -       -        -          -        -
withdraw        -       -              -    -          -       -      -        -          -          -       -        -          yes      -
record_measure  -       -              -    -          -       yes    -        -          -          -       -        yes        -        -
take_along      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
replace         -       -              -    -          yes     yes    -        -          -          -       -        yes        -        -
""",
    ),
)

TABLE: Final = Table(Objection, STEPS, STANDS)
