"""An appointment with somebody, or where they live, for who must decide whether it goes on there."""

from collections.abc import Iterable
from typing import Any

from casework.appointments.states import AppointmentState
from casework.engine.noun import Is, TakesPart
from casework.households.walls import says_where


def takes_part(case: Any, is_them: Is) -> Iterable[TakesPart]:
    for one in case.appointments.filter(state=AppointmentState.GEPLAND):
        if is_them(name=f"{one.what} {one.place}") or (one.place and says_where(case.person, one.place)):
            what = f"De afspraak ‘{one.what}’ op {one.when}"
            yield TakesPart(what, one.get_absolute_url(), "Verzet de afspraak, of zeg haar af")
