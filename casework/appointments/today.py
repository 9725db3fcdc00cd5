"""Where somebody is expected today, with the address: what opens their list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from roles.policy import Sight
from roles.shape import Seen

_PERSON: Final = ("given_name", "family_name", "street", "town", "secret_address")


@dataclass(frozen=True, slots=True)
class Visit:
    what: str
    who: str
    where: str  # never a secret address
    url: str
    mark: str  # tells it from another of the same name


def _today(sight: Sight) -> Any:
    rows = Appointment.objects.visible_to(sight).filter(
        state=AppointmentState.GEPLAND, on=sight.on, person__in=sorted(sight.acts_for)
    )
    beside = (f"case__person__{one}" for one in _PERSON)
    return (
        rows.select_related("case__person")
        .only("public_id", "what", "case__ref", "case__provision", *beside)
        .order_by("pk")
    )


_TODAY: Final = Seen("appointments of today", _today)


def visits(sight: Sight) -> Iterator[Visit]:
    """Their own, and of whom they stand in for. Asked now, read when it is looked at."""
    return map(_visit, _TODAY.objects(sight))


def _visit(row: Appointment) -> Visit:
    person = row.case.person
    if person is None:
        where = ""
    elif person.secret_address:
        where = "Geheim adres"
    else:
        where = ", ".join(filter(None, (person.street, person.town)))
    return Visit(row.what, row.case.listed, where, row.get_absolute_url(), row.public_id[:4])
