"""What temporary help does by date: it is turned into the decision, or it ends."""

import datetime as dt

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.engine.door import perform
from casework.engine.due import each, first_moment
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState


def convert_indicaties(on: dt.date, at: dt.datetime) -> int:
    """'Omgezet' on the day a granted application starts, if the help still runs then."""
    due = (
        Application.objects.filter(
            state=ApplicationState.TOEGEKEND, starts_on__lte=on, case__indicaties__state=IndicatieState.AFGEGEVEN
        )
        .select_related("case")
        .order_by("starts_on", "pk")
        .distinct()
    )

    def convert(application: Application) -> None:
        running = VoorlopigeIndicatie.objects.filter(case_id=application.case_id, state=IndicatieState.AFGEGEVEN)
        for indicatie in running:
            if application.starts_on and indicatie.ends_on >= application.starts_on - dt.timedelta(days=1):
                due_on = max(application.starts_on, application.decided_on or application.starts_on)
                perform(indicatie, "convert", by=None, at=first_moment(due_on), routed_at=at)

    return each(due, convert)


def end_indicaties(on: dt.date, at: dt.datetime) -> int:
    """'Geëindigd' the day after its last day, never silently: the teamleider finds it on the list today."""
    due = VoorlopigeIndicatie.objects.filter(state=IndicatieState.AFGEGEVEN, ends_on__lt=on).select_related("case")

    def lapse(indicatie: VoorlopigeIndicatie) -> None:
        perform(indicatie, "lapse", by=None, at=first_moment(indicatie.ends_on + dt.timedelta(days=1)), routed_at=at)

    return each(due, lapse)
