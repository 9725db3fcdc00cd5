"""What is due by date: done one after another, each on its own, as of the day it was due."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

log = logging.getLogger(__name__)


def each(rows: Iterable[Any], do: Callable[[Any], object]) -> int:
    """One after another, each on its own. Told of without a word that may hold personal data. How many failed."""
    failed = 0
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
        except Exception as trouble:  # whatever it is: the next one isn't to blame
            case = getattr(row, "case", row)
            log.error("By date, %s of %s: %s", row._meta.model_name, case.ref, type(trouble).__name__)
            failed += 1
    return failed


def first_moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, so that a late run writes the day on which it was due.

    Whose turn it is then is a question for the people of today: nobody of that day need still be there.
    """
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 1)))
