"""Where somebody is expected today, with the address: what opens their list."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, F, When
from django.urls import reverse

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentKind, AppointmentState
from casework.people.models import NAME
from roles.actions import Action
from roles.policy import Sight, which
from roles.shape import Seen

_PERSON: Final = (*NAME, "street", "town", "secret_address")
_ELSEWHERE: Final = (AppointmentKind.KANTOOR, AppointmentKind.ONLINE, AppointmentKind.BELLEN)


@dataclass(frozen=True, slots=True)
class Visit:
    at: str  # '09.30', or nothing where no time was agreed
    what: str
    who: str
    where: str  # never a secret address
    url: str
    mark: str  # tells it from another of the same name
    writes_at: str  # where they write during the visit; nothing where it is none, or they don't work in the file


def _today(sight: Sight) -> Any:
    rows = Appointment.objects.visible_to(sight).filter(
        state=AppointmentState.GEPLAND, on=sight.on, person__in=sorted(sight.acts_for)
    )
    beside = (f"case__person__{one}" for one in _PERSON)
    return (
        rows.annotate(writes=Case(When(which(sight, Action.EDIT_FILE, "case__"), then=True), default=False))
        .select_related("case__person")
        .only("public_id", "what", "at_time", "kind", "place", "case__ref", "case__provision", *beside)
        .order_by(F("at_time").asc(nulls_last=True), "pk")
    )


_TODAY: Final = Seen("appointments of today", _today)


def visits(sight: Sight) -> Iterator[Visit]:
    """Their own, and of whom they stand in for. Asked now, read when it is looked at."""
    return map(_visit, _TODAY.objects(sight))


def _visit(row: Appointment) -> Visit:
    at = f"{row.at_time:%H.%M}" if row.at_time else ""
    writes = row.writes and row.kind == AppointmentKind.HUISBEZOEK  # type: ignore[attr-defined]  # annotated
    writes_at = reverse("bezoek", args=[row.case.ref]) if writes else ""
    return Visit(at, row.what, row.case.listed, _where(row), row.get_absolute_url(), row.public_id[:4], writes_at)


def _where(row: Appointment) -> str:
    person = row.case.person
    if person is None or row.kind in _ELSEWHERE:
        return row.place
    if person.secret_address:
        return "Geheim adres"
    return row.place or ", ".join(filter(None, (person.street, person.town)))
