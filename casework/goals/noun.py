"""What a goal brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.goals import conditions, effects, forms, pages, turns
from casework.goals.closing import CLOSING
from casework.goals.models import Goal
from casework.goals.paper import ON_SUMMARY

NOUN = Noun(
    name="goal",
    model="casework.Goal",
    anchor="casework.Case",
    place="/doelen/",
    rows_name="goals",
    rank=50,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    needs={
        "case.set_plan": (conditions.has_goal,),
        "case.start": (
            conditions.has_goal,
            conditions.goals_have_a_carrier,
            conditions.goals_have_a_budget,
            conditions.carriers_have_consent,
        ),
        "case.evaluate": (conditions.goals_reported_or_told,),
        "case.undo": (conditions.carriers_can_return,),
    },
    effects={
        "case.start": effects.case_started,
        "case.evaluate": effects.case_evaluated,
        "goal.adjust": effects.adjusted,
        "consent.withdrawn": effects.consent_ended,
        "consent.ended": effects.consent_ended,
    },
    asks={"case.evaluate": forms.HowGoalsGo},
    in_touch=("goal.reported",),
    closing=CLOSING,
    makes=(pages.MAKE,),
    forms=forms,
    in_few_words=Goal.objects.in_few_words,
    reads_along=pages.reads_along,
    tabs=(pages.PLAN,),
    on_page=pages.ON_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    who_sees=pages.who_sees,
    reached=effects.reached,
    turn_name=pages.TURN_NAME,
    step_head="goals/step_head.html",
    urls=pages.URLS,
    on_summary=ON_SUMMARY,
    on_timeline=(
        OnTimeline("goal.", "check"),
        OnTimeline("goal.reported", "users", "contacten"),
        OnTimeline("report.", "square-pen", "contacten"),
    ),
    keeps={
        "doel": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1"),
        "bericht over een doel": Keeps(15, "het bericht", "Wmo 2015, artikel 5.3.4 lid 1"),
    },
)
