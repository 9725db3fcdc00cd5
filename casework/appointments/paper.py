"""What the summary says of the appointments."""

import datetime as dt
from typing import Any

from casework.appointments.states import AppointmentState
from casework.engine.noun import OnSummary, Readers
from casework.engine.words import Json, day_in_words


def _appointments(case: Any, readers: Readers, on: dt.date) -> Json:
    standing = case.appointments.exclude(state=AppointmentState.VERVALLEN).select_related("person")
    rows = [
        {"on": day_in_words(one.on), "what": one.what, "who": one.person.name, "state": one.get_state_display()}
        for one in standing
    ]
    return {"appointments": rows}


ON_SUMMARY = (OnSummary(chapter="Afspraken", template="appointments/pdf/on_summary.html", content=_appointments),)
