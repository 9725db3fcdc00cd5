"""Whose turn it is when what is shared will end soon."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.days import ONE_DAY
from casework.law.terms import Term
from casework.sharing.models import Sharing
from casework.sharing.states import Purpose, SharingState


def in_use() -> Q:
    """A hand-over or a goal still rests on it."""
    return Q(handovers__state__in=("aangeboden", "aanvaard")) | Q(goals__state__in=("voorgesteld", "loopt"))


def _ending(on: dt.date) -> Any:
    """Those that end by themselves. Of help that came to nothing nobody needs to be asked."""
    used = Sharing.objects.filter(in_use()).order_by().values("pk")
    rows = Sharing.objects.filter(state=SharingState.GEGEVEN, until__isnull=False, left_to_end=False)
    return rows.filter(~Q(purpose=Purpose.HULP) | Q(pk__in=used))


OPEN_ROWS = OpenRows(
    rows=_ending,
    columns=("until",),
    # who gets something decides nothing about it, and whoever wrote it down may be gone
    not_asked=("with_organisation_id", "with_team_id", "recorded_by_id"),
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    found = []
    for one in rows:
        last = one.until - ONE_DAY
        if not roster.has_come(roster.clock.before("deling_loopt_af", last, label="de laatste dag").on):
            continue
        due = Term(last, "de laatste dag waarop u deelt")
        what, why = "Verleng of laat aflopen", "Wat de ander ziet, stopt na die dag."
        found.append(roster.turn("sharing", "", "extend", what, why, leading(roster), due, of=one))
    return found
