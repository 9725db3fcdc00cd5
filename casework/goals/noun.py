"""What a goal brings along."""

from casework.engine.noun import Keeps, Noun, OnTimeline
from casework.goals import conditions, effects, forms, pages, read_first, turns
from casework.goals.closing import CLOSING
from casework.goals.models import Goal
from casework.goals.paper import ON_SUMMARY
from casework.goals.taking_part import takes_part

NOUN = Noun(
    name="goal",
    model="casework.Goal",
    anchor="casework.Case",
    takes_part=takes_part,
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
        "sharing.withdraw": effects.consent_ended,
        "sharing.lapse": effects.consent_ended,
        "sharing.replace": effects.agreed_anew,
        "sharing.extend": effects.agreed_anew,
    },
    asks={"case.evaluate": forms.HowGoalsGo},
    read_by_others=read_first.read_by_others,
    seen_first={
        pages.MAKE.url: "Bekijk eerst wat de drager leest",
        "doel-wijzigen": "Bekijk eerst wat de drager leest",
        "goal.adjust": "Bekijk eerst wat de drager leest",
    },
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
