"""Which days can be true of help that was granted, and of what is decided about it."""

import datetime as dt
from typing import Any, Final

from casework.engine.possible_days import DAY, GRANTED, Days, years
from casework.law.models import clock

BACK: Final = 5  # years: how long ago something can be found to have been otherwise
SUSPENSION: Final = "pgb_opschorten"  # the term; nought where the verordening doesn't know it


def started(provision: Any, on: dt.date) -> Days:
    return Days(provision.starts_on or on, on)


def stopped(provision: Any, on: dt.date) -> Days:
    return Days(provision.started_on or on, on)


def delivered_by(on: dt.date) -> Days:
    """Within a year: what takes longer isn't ordered yet."""
    return Days(on, years(on, 1))


def taken_back(provision: Any, on: dt.date) -> Days:
    return Days(provision.started_on or on, on)


def paused(provision: Any, on: dt.date) -> Days:
    """Somebody goes to hospital today, or told that they will."""
    return Days(provision.started_on or on, on + dt.timedelta(weeks=8))


def resumed(provision: Any, on: dt.date) -> Days:
    return Days(provision.paused_from or on, on)


def changes(provision: Any, on: dt.date) -> Days:
    """From when a change holds: not before the help, and not after it."""
    return Days(max(provision.starts_on, on - dt.timedelta(weeks=13)), provision.ends_on or years(on, 1))


def reviewed(provision: Any, on: dt.date) -> Days:
    """From when something is withdrawn: also from its first day on, where it never should have been."""
    first = max(provision.starts_on, years(on, -BACK))
    return Days(first, provision.ends_on or years(on, 1))


def extended(provision: Any, on: dt.date) -> Days:
    """Longer than it lasts, and to come; as long as a decision may."""
    last = max(provision.ends_on or provision.review_on or on, on)
    return Days(last + DAY, years(last, GRANTED))


def bridged(provision: Any, on: dt.date) -> Days:
    """Until the new decision: some months at most."""
    last = max(provision.ends_on or on, on)
    return Days(last + DAY, last + dt.timedelta(weeks=26))


def payment_stops(provision: Any, on: dt.date) -> Days:
    """As long as the verordening lets it, and never longer than thirteen weeks."""
    last = on + dt.timedelta(weeks=min(clock().rule(SUSPENSION, on).length, 13))
    return Days(on + DAY, max(last, on + DAY))
