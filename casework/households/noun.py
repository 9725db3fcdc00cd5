"""What a household brings along."""

from casework.engine import forms as engine_forms
from casework.engine.noun import Closing, Keeps, Nothing, Noun
from casework.households import turns, wall_turns
from casework.households.states import MemberState
from casework.households.wall_pages import URLS as WALL_URLS

HOUSEHOLD = Noun(
    name="household",
    model="casework.Household",
    anchor="casework.Household",
    place="/huishoudens/",
    rank=2,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    forms=engine_forms,
    keeps={
        "huishouden": Keeps(15, "de laatste wijziging", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
MEMBER = Noun(
    name="member",
    model="casework.Member",
    anchor="casework.Household",
    place="/huishoudens/lid/",
    rows_name="members",
    rank=3,
    open_rows=turns.MEMBERS,
    turns=turns.member_turns,
    closing=Closing(
        blocks=(MemberState.WOONT_HIER,),
        reason="Er woont hier nog iemand.",
        outlives=(MemberState.VERTROKKEN, MemberState.OVERLEDEN),
    ),
    forms=engine_forms,
    on_summary=Nothing("a summary is of a case, and who lives with somebody is no part of that"),
    keeps={"lid van een huishouden": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1")},
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
    on_summary=Nothing("a wall is on no paper: it would tell that there is somebody behind it"),
    keeps={"muur": Keeps(15, "het einde", "Wmo 2015, artikel 5.3.4 lid 1")},
    urls=WALL_URLS,
)
