"""What is shared until a day: sight ended by itself on it; here what rested on it returns, so that a list shows it."""

import datetime as dt
from typing import Any

from casework.engine.by_date import first_moment
from casework.engine.door import perform
from casework.engine.noun import ByDate
from casework.sharing.models import Sharing
from casework.sharing.states import SharingState

WHY = "De afspraak om te delen liep af."


def _over(on: dt.date) -> Any:
    return Sharing.objects.filter(state=SharingState.GEGEVEN, until__lte=on).select_related("case")


def _end(sharing: Any, on: dt.date, at: dt.datetime) -> None:
    """On the day it ran out, however late that is seen; whose turn it is then is a question for the people of today."""
    perform(sharing, "lapse", by=None, at=first_moment(sharing.until), routed_at=at, why=WHY)


BY_DATE = (ByDate(name="sharings", due=_over, do=_end, found_by=("casework.Sharing", "until")),)
