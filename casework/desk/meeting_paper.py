"""The list for the weekly meeting, frozen."""

import datetime as dt
from typing import Any

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.papers import MEETING
from casework.documents.kinds import kind_of
from casework.documents.snapshots import frame
from casework.engine.words import Json, day_in_words
from roles.models import Team


def batch(cases: Any, *, team: Team, on: dt.date) -> Json:
    """One row per open case, the most urgent first. `cases`: a queryset that holds only what the asker may see.

    Two queries, whatever their number.
    """
    result = {case.pk: case for case in cases.open().for_page()}
    turns: dict[int, WorkItem] = {}
    for turn in WorkItem.objects.open().filter(case_id__in=list(result)).order_by("due_on", "pk"):
        turns.setdefault(turn.case_id, turn)
    order = sorted(
        result.values(), key=lambda case: (turns[case.pk].due_on if case.pk in turns else dt.date.max, case.ref)
    )
    return frame(kind_of(MEETING), None, on, team) | {"cases": [_row(case, turns.get(case.pk), on) for case in order]}


def _row(case: Case, turn: WorkItem | None, on: dt.date) -> Json:
    return {
        "ref": case.ref,
        "name": case.subject,
        "kern": case.kern.name,
        "layer": case.get_layer_display(),
        "phase": case.get_phase_display(),
        "holder": case.holder_name,
        "regisseur": case.regisseur.name if case.regisseur else "nog niemand",
        "urgent": case.urgent,
        "due": day_in_words(turn.due_on) if turn else "",
        "late": bool(turn and turn.due_on < on),
        "what": turn.what if turn else "",
    }
