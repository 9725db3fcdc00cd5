"""Help that was granted until a day ends the day after it, and where somebody died by that; before its end it is announced
that it is looked at again."""

import datetime as dt
from typing import Any

from django.db.models import Q

from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.noun import ByDate
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.provisions.terms import horizon, near_from


def _over(on: dt.date) -> Any:
    died = Q(case__person__deceased_on__lt=on)
    rows = Provision.objects.filter(Q(ends_on__lt=on) | died, state__in=ProvisionState.RUNS)
    return rows.select_related("case__person")


def _lapse(provision: Any, on: dt.date, at: dt.datetime) -> None:
    """The day after its last day, or after the death that this case didn't hear of."""
    died = provision.case.person.deceased_on if provision.case.person else None
    last = min(filter(None, (provision.ends_on, died)))
    ended = first_moment(last + dt.timedelta(days=1))
    perform(provision, "lapse", by=None, at=ended, routed_at=at, last=last, decided=last == died)


def _ends_soon(on: dt.date) -> Any:
    """What runs, and ends or is to be looked at before long. Of whom died nothing is asked."""
    soon = Q(ends_on__range=(on, horizon(on))) | Q(review_on__lte=horizon(on))
    rows = Provision.objects.filter(
        soon,
        state__in=ProvisionState.RUNS,
        starts_on__lte=on,
        announced_on=None,
        looked_on=None,
        case__person__deceased_on=None,
    )
    return rows.select_related("case__person")


def _announce(provision: Any, on: dt.date, at: dt.datetime) -> None:
    """On the day from which it was near, however late that is seen: not before the help began or was decided on."""
    near = min(near_from(day) for day in (provision.ends_on, provision.review_on) if day is not None)
    day = max(near, provision.starts_on, provision.state_since)
    if day <= on:
        perform(provision, "announce", by=None, at=first_moment(day), routed_at=at)


_RUNNING = ("casework.Provision", "ends_on")  # the running ones, by their last day
BY_DATE = (
    ByDate(name="ends", due=_over, do=_lapse, found_by=_RUNNING),
    ByDate(name="announcements", due=_ends_soon, do=_announce, found_by=_RUNNING),
)
