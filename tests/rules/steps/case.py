"""The case: step × role, by how somebody stands to it."""

from typing import Final

from casework.cases.models import Case
from tests.rules.steps.stands import Stand, Table

STEPS: Final = {
    "convert": "aanmelding",
    "weigh": "aanmelding",
    "change_road": "aanmelding onderzoek plan uitvoering evaluatie",
    "take_up": "aanmelding",
    "advise": "aanmelding",
    "meet": "onderzoek",
    "agree_later": "onderzoek",
    "set_plan": "onderzoek",
    "start": "plan",
    "evaluate": "uitvoering",
    "revise": "evaluatie",
    "go_on": "evaluatie",
    "close": "onderzoek plan evaluatie",
    "end": "aanmelding onderzoek plan uitvoering evaluatie",
    "merge": "aanmelding",
    "same_person": "aanmelding onderzoek plan uitvoering evaluatie",
    "correct_kern": "aanmelding onderzoek plan uitvoering evaluatie",
    "keep_apart": "aanmelding onderzoek plan uitvoering evaluatie",
    "reopen": "afgesloten",
    "undo": "afgesloten",
    "tell_alive": "afgesloten",
    "confirm_alive": "afgesloten",
    "stay_closed": "afgesloten",
    "come_of_age": "aanmelding onderzoek plan uitvoering evaluatie",
    "say_who_speaks": "aanmelding onderzoek plan uitvoering evaluatie",
    "assign": "aanmelding onderzoek plan uitvoering evaluatie",
    "hold": "aanmelding onderzoek plan uitvoering evaluatie",
}

STANDS: Final = (
    Stand(
        "a colleague; another leads the case, once it is taken up",
        may="""
                        eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
convert                 -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
weigh                   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
change_road@aanmelding  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
change_road             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
take_up                 -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
advise                  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
meet                    -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree_later             -       -              -    -          -       -      -        -          -          -       -        -          -        -
set_plan                -       -              -    -          -       -      -        -          -          -       -        -          -        -
start                   -       -              -    -          -       -      -        -          -          -       -        -          -        -
evaluate                -       -              -    -          -       -      -        -          -          -       -        -          -        -
revise                  -       -              -    -          -       -      -        -          -          -       -        -          -        -
go_on                   -       -              -    -          -       -      -        -          -          -       -        -          -        -
close                   -       -              -    -          -       -      -        -          -          -       -        -          -        -
end                     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
merge                   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
same_person             -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
correct_kern            -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
keep_apart              -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
reopen                  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
undo                    -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
tell_alive              -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
confirm_alive           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
stay_closed             -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
come_of_age             -       -              -    -          -       -      -        -          -          -       -        -          -        -
say_who_speaks          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
assign                  -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
hold@aanmelding         -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
hold                    -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "the regisseur",
        on_case=("regisseur_id",),
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
convert         -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
weigh           -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
change_road     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
take_up         -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
advise          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
meet            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
agree_later     -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
set_plan        -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
start           -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
evaluate        -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
revise          -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
go_on           -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
close           -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
end             -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
merge           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
same_person     -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
correct_kern    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
keep_apart      -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
reopen          -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
undo            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
tell_alive      -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
confirm_alive   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
stay_closed     -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
come_of_age     -       -              -    -          -       -      -        -          -          -       -        -          -        -
say_who_speaks  -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
assign          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
hold            -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "who reported it; another leads the case, once it is taken up",
        on_case=("reported_by_id",),
        may="""
                         eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
convert                  yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
weigh                    -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
change_road@aanmelding   -       -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
change_road              -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
take_up                  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
advise                   yes     -              -    yes        yes     yes    -        -          -          -       -        -          -        -
meet                     -       -              -    -          -       -      -        -          -          -       -        -          -        -
agree_later              -       -              -    -          -       -      -        -          -          -       -        -          -        -
set_plan                 -       -              -    -          -       -      -        -          -          -       -        -          -        -
start                    -       -              -    -          -       -      -        -          -          -       -        -          -        -
evaluate                 -       -              -    -          -       -      -        -          -          -       -        -          -        -
revise                   -       -              -    -          -       -      -        -          -          -       -        -          -        -
go_on                    -       -              -    -          -       -      -        -          -          -       -        -          -        -
close                    -       -              -    -          -       -      -        -          -          -       -        -          -        -
end                      -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
merge                    -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
same_person              -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
correct_kern@aanmelding  yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
correct_kern             -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
keep_apart               -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
reopen                   -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
undo                     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
tell_alive               -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
confirm_alive            -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
stay_closed              -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
come_of_age              -       -              -    -          -       -      -        -          -          -       -        -          -        -
say_who_speaks           -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
assign                   -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
hold@aanmelding          yes     -              yes  yes        yes     yes    -        -          -          -       -        -          -        -
hold                     -       -              -    -          -       -      -        -          -          -       -        -          -        -
""",
    ),
    Stand(
        "a colleague, where nobody leads the case",
        nobody_leads=True,
        states="onderzoek plan uitvoering evaluatie",
        may="""
                eerste  administratie  lid  consulent  leider  hoofd  partner  aanbieder  financien  beheer  privacy  juridisch  inwoner  meelezer
change_road     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
meet            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
agree_later     -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
set_plan        -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
start           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
evaluate        -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
revise          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
go_on           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
close           -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
end             -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
same_person     -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
correct_kern    -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
keep_apart      -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
come_of_age     -       -              -    -          -       -      -        -          -          -       -        -          -        -
say_who_speaks  -       -              -    yes        yes     yes    -        -          -          -       -        -          -        -
assign          -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
hold            -       -              -    -          yes     yes    -        -          -          -       -        -          -        -
""",
    ),
)

TABLE: Final = Table(Case, STEPS, STANDS)
