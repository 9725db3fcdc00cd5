"""Whose turn it is to set the dwangsom: who may decide on the application, within two weeks after its last day."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Case, DateField, F, When

from casework.applications.states import ApplicationState
from casework.cases.seats import leading
from casework.defaults.counting import last_day
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.days import ONE_DAY
from roles.actions import Action
from roles.models import MandateKind


def _open(on: dt.date) -> Any:
    withdrawn = When(application__state=ApplicationState.INGETROKKEN, then=F("application__state_since"))
    stopped = Case(withdrawn, default=F("application__announced_on"), output_field=DateField())
    return DefaultNotice.objects.filter(state=DefaultState.ONTVANGEN).annotate(stopped_on=stopped)


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=("due_on", "stopped_on"),
    days=("stopped_on",),
    not_asked=("registered_by_id", "decided_by_id"),  # nobody decided on what is open; who opened the post needn't
    mandates=True,
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    result = []
    for one in rows:
        last = last_day(one.due_on)
        if one.stopped_on is None and not roster.is_past(last):
            continue  # it counts on: until then the decision itself is what waits
        owed_through = last if one.stopped_on is None else min(last, one.stopped_on - ONE_DAY)
        seats = [*roster.mandated(MandateKind.BESLUIT, Action.DECIDE_APPLICATION), *leading(roster)]
        due = roster.term("dwangsom_vaststellen", owed_through, "laatste dag met dwangsom")
        what, why = "Stel de dwangsom vast", "Het besluit kwam te laat na een ingebrekestelling."
        result.append(roster.turn("default_notice", "", "establish", what, why, seats, due, of=one, outlives=True))
    return result
