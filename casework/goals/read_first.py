"""A goal as its carrier will read it, before it is added or adjusted."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from casework.engine.noun import ReadByOther
from casework.goals.models import Goal
from casework.goals.states import GoalState
from roles.policy import Sight


def read_by_others(made: Any, sight: Sight, since: dt.datetime) -> Iterator[ReadByOther]:
    """The organisation that carries it reads whose it is, the goal and whom to call; not what was told before its time,
    nor the file. The neighbour has no page."""
    goal = getattr(made, "successor", None) or made
    if not isinstance(goal, Goal) or goal.state not in GoalState.ACTIVE or goal.carrier_organisation is None:
        return
    page = {"obj": goal, "case": goal.case, "title": goal.titled(named=True), "is_own": False, "sees_file": False}
    begins = "" if goal.state == GoalState.LOOPT else ", zodra het plan begint"
    html = render_to_string("goals/read_by_other.html", page)
    yield ReadByOther(f"Dit leest {goal.carrier_name}{begins}", html)
