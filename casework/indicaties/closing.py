"""What closing a case does to temporary help: while it runs the case isn't closed; ending ends it on a day."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from casework.engine.noun import Closing, Ending
from casework.engine.words import day_in_words
from casework.engine.writes import Write
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    """Drafts go; the running one (there is at most one) ends on that day, not before it began."""
    running = [one for one in rows if one.state == IndicatieState.AFGEGEVEN]
    yield Ending([one for one in rows if one not in running], "discard")
    for one in running:
        until = details.get("help_until") or write.on
        last = min(max(until, one.starts_on), one.ends_on)  # an end never makes help longer
        yield Ending([one], "withdraw", {"why": write.anchor.get_ended_reason_display(), "until": last})


def warns(case: Any, rows: list[Any]) -> str:
    if not any(one.state == IndicatieState.AFGEGEVEN for one in rows):
        return ""
    return "De tijdelijke hulp eindigt op de dag die u hieronder invult. De inwoner krijgt daar een brief over."


CLOSING = Closing(
    blocks=IndicatieState.UNSETTLED,
    reason="Er loopt een voorlopige indicatie, of er ligt een concept. Rond die eerst af.",
    where="besluiten",
    outlives=IndicatieState.STOPPED,
    at_end=at_end,
    warns=warns,
)


def help_runs(on: dt.date) -> QuerySet[Any]:
    """What was issued, until its last day; ending it can set a day to come."""
    given = (IndicatieState.AFGEGEVEN, IndicatieState.INGETROKKEN)
    return VoorlopigeIndicatie.objects.filter(state__in=given, ends_on__gte=on)


def help_in_words(case: Any, on: dt.date) -> list[str]:
    return [
        f"{one.what}, {one.frequency}, van {day_in_words(one.starts_on)} tot en met {day_in_words(one.ends_on)}"
        for one in help_runs(on).filter(case=case)
    ]
