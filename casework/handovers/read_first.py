"""A hand-over as whoever gets it will read it, before it is offered."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from casework.cases.states import PartyKind
from casework.engine.lookup import sees_anchor
from casework.engine.noun import ReadByOther
from casework.engine.speaks_about import speaks_about
from casework.handovers.conditions import is_of_the_receiver
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from roles.policy import Sight


def read_by_others(made: Any, sight: Sight, since: dt.datetime) -> Iterator[ReadByOther]:
    """Need, kern and, with consent, the name and the goals that were chosen: never the file. The neighbour has no page
    and is told it; the citizen reads it on their own."""
    if not isinstance(made, Handover) or made.state != HandoverState.AANGEBODEN:
        return
    if is_of_the_receiver(sight, made) and not sees_anchor(sight, made.case):
        return  # who undoes their own refusal reads it once that is done, and not by a look that leaves no trace
    if made.to_kind == PartyKind.INWONER:
        html = render_to_string("handovers/read_by_citizen.html", {"obj": made})
        yield ReadByOther("Dit leest de inwoner op Mijn vraag", html, tuple(speaks_about(made.need, made.case.subject)))
        return
    named = made.is_shared_by_name
    page = {
        "obj": made,
        "case": made.case,
        "title": made.titled(named=named),
        "named": named,
        "goals": made.goals.all() if named else [],
        "sees_anchor": False,
        "is_own": False,
    }
    yield ReadByOther(f"Dit leest {made.receiver_name}", render_to_string("handovers/read_by_other.html", page))
