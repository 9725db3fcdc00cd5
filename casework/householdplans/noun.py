"""What the plan of a household brings along."""

from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline
from casework.householdplans import effects, forms, own, pages, turns
from casework.householdplans.closing import CLOSING
from casework.householdplans.terms import RULES

NOUN = Noun(
    name="household_plan",
    model="casework.HouseholdPlan",
    anchor="casework.Household",
    place="/gezinsplannen/",
    rows_name="plans",
    rank=130,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={
        "household_plan.choose": effects.chosen,
        "household_plan.record": effects.recorded,
        "household_plan.adjust": effects.adjusted,
        "household.member_left": effects.went,
        "household.died": effects.went,
    },
    closing=CLOSING,
    makes=(pages.MAKE,),
    terms=RULES,
    forms=forms,
    on_page=pages.ON_PAGE,
    on_summary=Nothing("a summary is of a case; of a plan each member has a sheet of their own"),
    on_timeline=(OnTimeline("household_plan.", "users"),),
    keeps={
        "gezinsplan": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1"),
        "akkoord met een gezinsplan": Keeps(15, "het akkoord", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
    urls=pages.URLS,
)
# what the citizen's own page of a case shows of it
AT_CASE = Noun(
    name="household_plan_at_case",
    anchor="casework.Case",
    for_citizen=own.FOR_CITIZEN,
    on_summary=Nothing("a summary is of a case; of a plan each member has a sheet of their own"),
    urls=own.URLS,
)
