"""What the summary says of the hand-overs."""

import datetime as dt
from typing import Any

from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words


def _handovers(case: Any, readers: Readers, on: dt.date) -> Json:
    rows = case.handovers.select_related("to_contact", "to_organisation", "to_team", "goal")
    result = []
    for one in rows.order_by("offered_on", "pk"):
        one.case = case
        result.append(
            {
                "from": one.from_name,
                "to": one.receiver_name,
                "state": one.get_state_display(),
                "offered": day_in_words(one.offered_on),
                "need": one.need,
                "goal": one.goal.wording if one.goal and not (readers.citizen and one.goal.for_one) else "",
                "accepted": ", ".join(filter(None, (day_in_words(one.accepted_on), one.accepted_by, one.accepted_how))),
                "why": one.ended_why,
            }
        )
    return {"handovers": result}


ON_SUMMARY = (OnSummary(chapter="Overdrachten", template="handovers/pdf/on_summary.html", content=_handovers),)
