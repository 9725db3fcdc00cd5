"""What temporary help does by date: it is turned into the decision, or it ends."""

import datetime as dt
from typing import Any

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.noun import ByDate
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState


def _decided(on: dt.date) -> Any:
    """Granted applications that have begun where temporary help still runs."""
    granted = Application.objects.filter(
        state=ApplicationState.TOEGEKEND, starts_on__lte=on, case__indicaties__state=IndicatieState.AFGEGEVEN
    )
    return granted.select_related("case").order_by("starts_on", "pk").distinct()


def _convert(application: Any, on: dt.date, at: dt.datetime) -> None:
    """'Omgezet' on the day a granted application starts, if the help still runs then."""
    running = VoorlopigeIndicatie.objects.filter(case_id=application.case_id, state=IndicatieState.AFGEGEVEN)
    for indicatie in running:
        if application.starts_on and indicatie.ends_on >= application.starts_on - dt.timedelta(days=1):
            due_on = max(application.starts_on, application.decided_on or application.starts_on)
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
    ByDate(name="conversions", due=_decided, do=_convert, found_by=_RUNNING),
    ByDate(name="ends", due=over, do=lapse, found_by=_RUNNING),
)
