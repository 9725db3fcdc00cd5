"""What a household brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline, Told
from casework.households import as_one, by_date, deaths, effects, forms, pages, turns, wall_pages, wall_turns, walling
from roles.models import NoticeKind

NOUN = Noun(
    name="household",
    model="casework.Household",
    anchor="casework.Household",
    place="/huishoudens/",
    rank=2,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    terms=turns.RULES,
    by_date=by_date.BY_DATE,
    effects={"person.corrected": effects.address_is_kept_once, "case.same_person": as_one.lives_on_as_one},
    notices=(
        Told(
            verb="household.died",
            kind=NoticeKind.WORK,
            words="Iemand uit een huishouden is overleden",
            to=lambda write, member: (write.anchor.regisseur_id,),
        ),
    ),
    on_summary=Nothing("a summary is of a case; who lives with somebody, and where, stands on no paper about them"),
    forms=forms,
    on_timeline=(
        OnTimeline("household.", "house"),
        OnTimeline("household.begun", "plus"),
        OnTimeline("household.died", "x"),
    ),
    keeps={
        "huishouden": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
        "lid van een huishouden": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
    urls=pages.URLS,
)
# what a case shows of it, and what it hears of a case
AT_CASE = Noun(
    name="household_at_case",
    anchor="casework.Case",
    makes=(pages.MAKE,),
    on_page=pages.ON_CASE,
    effects={"case.end": deaths.ended, "case.confirm_alive": deaths.lives},
    notices=(
        Told(
            verb="case.died",
            kind=NoticeKind.WORK,
            words="De inwoner is overleden",
            to=lambda write, case: (case.regisseur_id,),
        ),
    ),
    on_summary=Nothing("a summary is of a case, and who lives with somebody is no part of that"),
)
WALL = Noun(
    name="wall",
    model="casework.Wall",
    anchor="casework.Household",
    place="/huishoudens/muur/",
    rows_name="walls",
    rank=4,
    open_rows=wall_turns.OPEN_ROWS,
    turns=wall_turns.turns,
    effects=dict.fromkeys(("household.member_added", "household.born"), walling.also_of_who_came)
    | {
        "case.merge": as_one.also_of_the_other,
        "case.end": as_one.also_of_the_other,
        "case.undo": as_one.apart_again,
        "case.person_moved": as_one.goes_back,
    },
    on_page=wall_pages.ON_PAGE,
    on_summary=Nothing("a wall is on no paper: it would tell that there is somebody behind it"),
    keeps={"muur": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1")},
    urls=wall_pages.URLS,
)
