"""Since–until (until exclusive, empty is open): rows that run on a day or in a period, and what the database holds."""

import datetime as dt

from django.contrib.postgres.fields import DateRangeField, RangeBoundary
from django.db import models
from django.db.models import F, Func, Q


class DateRange(Func):
    """`daterange(since, until, '[)')`: until is exclusive everywhere in the product."""

    function = "DATERANGE"
    output_field = DateRangeField()


def period() -> DateRange:
    return DateRange(F("since"), F("until"), RangeBoundary())


def running(on: dt.date, prefix: str = "") -> Q:
    """Rows whose since–until contains that day (until exclusive, empty is open)."""
    return Q(**{f"{prefix}since__lte": on}) & not_ended(on, prefix)


def not_ended(on: dt.date, prefix: str = "") -> Q:
    """Rows that still run on that day, or begin later (until exclusive, empty is open)."""
    return Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": on})


def through_to_the_end(since: dt.date, until: dt.date | None) -> Q:
    """Rows that run during the whole of that period (until exclusive, empty is open)."""
    longer = Q(until__isnull=True) if until is None else Q(until__isnull=True) | Q(until__gte=until)
    return Q(since__lte=since) & longer


def during(since: dt.date, until: dt.date | None) -> Q:
    """Rows that share at least a day with that period (until exclusive, empty is open)."""
    later = Q() if until is None else Q(since__lt=until)
    return later & not_ended(since)


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(until__isnull=True) | Q(until__gt=F("since")),
        violation_error_message="De einddatum moet na de begindatum liggen.",
    )
