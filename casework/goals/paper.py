"""What the summary says of the goals and how they go."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from casework.cases.for_one import OF_ALL
from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words, euros, filled
from casework.goals.models import Goal, ProgressReport
from casework.goals.states import GoalState


def _goals(case: Any, readers: Readers, on: dt.date) -> Json:
    rows = case.goals.select_related(
        "ground", "carrier_contact", "carrier_organisation", "carrier_user", "only_speaker"
    ).prefetch_related(Prefetch("reports", _reports_for(readers)))
    if readers.citizen:  # whoever reads along gets this paper
        rows = rows.filter(OF_ALL)
    result = []
    for goal in rows:
        goal.case = case  # its carrier may be the citizen
        result.append(
            {
                "wording": goal.wording,
                "state": goal.get_state_display(),
                "stopped": goal.state in (GoalState.GESTOPT, GoalState.BIJGESTELD),
                "facts": _facts(goal, readers),
                "reports": [_report(one) for one in goal.reports.all()],
            }
        )
    return {"goals": result}


def _reports_for(readers: Readers) -> Any:
    rows = ProgressReport.objects.all()
    return rows if readers.shielded else rows.filter(shielded=False)


def _facts(goal: Goal, readers: Readers) -> list[list[str]]:
    """The citizen reads who helps and since when; layer, ground and budget are for professionals."""
    ours = not readers.citizen
    return filled(
        ["Laag", goal.get_layer_display() if ours else ""],
        ["Wie draagt dit" if ours else "Wie helpt hierbij", goal.carrier_name],
        ["Grond", goal.ground.name if ours else ""],
        ["Alleen voor", goal.only_for],
        ["Budget", euros(goal.budget) if ours and goal.budget is not None else ""],
        ["Begonnen", day_in_words(goal.started_on)],
        ["Geëindigd", day_in_words(goal.ended_on)],
    )


def _report(one: ProgressReport) -> Json:
    return {
        "on": day_in_words(one.on),
        "score": one.get_score_display() if one.score is not None else "",
        "text": one.text,
        "by": f"{one.by_name} namens {one.on_behalf}" if one.on_behalf else one.by_name,
    }


ON_SUMMARY = (OnSummary(chapter="Doelen en hoe het gaat", template="goals/pdf/on_summary.html", content=_goals),)
