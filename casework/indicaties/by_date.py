"""What temporary help does by date: it is turned into the decision, or it ends."""

import datetime as dt
from typing import Any

from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.noun import ByDate
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.provisions.granted import GRANTED


def _taken_over(on: dt.date) -> Any:
    """Temporary help that still runs when the help begins that was named to take its place."""
    running = VoorlopigeIndicatie.objects.filter(
        state=IndicatieState.AFGEGEVEN, taken_over_by__state__in=GRANTED, taken_over_by__starts_on__lte=on
    )
    return running.select_related("case", "taken_over_by__application").order_by("taken_over_by__starts_on", "pk")


def _convert(indicatie: Any, on: dt.date, at: dt.datetime) -> None:
    """'Omgezet' on the day the help by decision starts, if this help still runs then."""
    provision = indicatie.taken_over_by
    if indicatie.ends_on < provision.starts_on - dt.timedelta(days=1):
        return
    decided_on = provision.application.decided_on if provision.application else None
    due_on = max(provision.starts_on, decided_on or provision.starts_on)
    perform(indicatie, "convert", by=None, at=first_moment(due_on), routed_at=at)


def over(on: dt.date) -> Any:
    return VoorlopigeIndicatie.objects.filter(state=IndicatieState.AFGEGEVEN, ends_on__lt=on).select_related("case")


def lapse(indicatie: Any, on: dt.date, at: dt.datetime) -> None:
    """'Geëindigd' the day after its last day, never silently: the teamleider finds it on the list today."""
    ended = first_moment(indicatie.ends_on + dt.timedelta(days=1))
    perform(indicatie, "lapse", by=None, at=ended, routed_at=at)


# the running ones, by their last day: of those that were decided on, there are ever more
_RUNNING = ("casework.VoorlopigeIndicatie", "ends_on")

BY_DATE = (
    ByDate(name="conversions", due=_taken_over, do=_convert, found_by=_RUNNING),
    ByDate(name="ends", due=over, do=lapse, found_by=_RUNNING),
)
