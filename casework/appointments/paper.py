"""The letter that confirms an appointment, and what the summary says of them."""

import datetime as dt
from typing import Any, Final

from casework.appointments.states import AppointmentKind, AppointmentState
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words
from casework.households.walls import says_where

CONFIRMATION: Final = "afspraak"


def when(appointment: Any) -> str:
    """'vrijdag 4 december 2026 om 14.30 uur'."""
    return _moment(appointment.on, appointment.at_time)


def _moment(day: dt.date, at_time: dt.time | None) -> str:
    return f"{day_in_words(day)}{f' om {at_time:%H.%M} uur' if at_time else ''}"


def moved_to(details: dict[str, Any]) -> str:
    """What the timeline says of an appointment that was moved."""
    now = f"Nu {_moment(details['day'], details.get('at_time'))}, met {details['person'].name}"
    return f"{now}. {said}" if (said := details.get("text")) else now


_HOW: Final = {
    AppointmentKind.HUISBEZOEK: "komt bij u langs",
    AppointmentKind.BELLEN: "belt u",
    AppointmentKind.KANTOOR: "ontvangt u",
    AppointmentKind.ONLINE: "spreekt u online",
    AppointmentKind.ANDERS: "spreekt u",
}


def _confirmation(case: Any, appointment: Any, on: dt.date) -> Json:
    """Who, how, when and where. What it is about stands in the file, in words for colleagues: not here."""
    return {
        "when": when(appointment),
        "who": appointment.person.name,
        "how": _HOW[AppointmentKind(appointment.kind)],
        "place": _place(case, appointment),
    }


def _place(case: Any, appointment: Any) -> str:
    """Where it was agreed; never a secret address, also not one that somebody typed, nor where somebody lives who is behind
    a wall."""
    person = case.person
    hidden = person.secret_address and person.street and person.street.casefold() in appointment.place.casefold()
    return "" if hidden or says_where(person, appointment.place) else appointment.place


_FIELDS: Final = {"wanneer": "when", "wie": "who", "waar": "place"}
LETTERS = (
    Letter(
        kind=CONFIRMATION,
        label="Bevestiging van uw afspraak",
        template="appointments/pdf/confirmation.html",
        content=_confirmation,
        paragraphs=(
            Paragraph("kunt_u_niet", "Kunt u niet?", "Bel ons dan. Wij maken een nieuwe afspraak met u.", _FIELDS),
            Paragraph("voorbereiden", "Onder de afspraak", "", _FIELDS),
        ),
    ),
)


def _appointments(case: Any, readers: Readers, on: dt.date) -> Json:
    standing = case.appointments.exclude(state=AppointmentState.VERVALLEN).select_related("person")
    rows = [
        {
            "on": when(one),
            "what": one.what if one.kind == AppointmentKind.ANDERS else f"{one.get_kind_display()}: {one.what}",
            "who": one.person.name,
            "state": one.get_state_display(),
        }
        for one in standing
    ]
    return {"appointments": rows}


ON_SUMMARY = (OnSummary(chapter="Afspraken", template="appointments/pdf/on_summary.html", content=_appointments),)
