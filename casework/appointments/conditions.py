"""What must hold before an appointment is moved or goes to somebody else, and before its confirmation is sent."""

from typing import Any, Final

from casework.appointments.paper import CONFIRMATION, when
from casework.appointments.states import AppointmentState
from casework.engine.machine import Attempt, condition
from roles.actions import Action
from roles.policy import who_may

_MOMENT: Final = ("on", "at_time", "person_id")


def able_to_keep(attempt: Attempt) -> frozenset[int]:
    """Who can see the file and is there, or covered for."""
    around = attempt.surroundings
    return who_may(Action.KEEP_AGENDA, attempt.anchor, around.staff, recused=around.closed_to)


def stands_at(appointment: Any) -> str:
    """When and by whom, as a form remembers it."""
    return " ".join(str(getattr(appointment, name)) for name in _MOMENT)


def _moved(attempt: Attempt) -> str:
    return (
        f"Een collega was u voor: de afspraak is nu {when(attempt.obj)}, met {attempt.obj.person.name}. Verzet haar"
        " opnieuw als dat nog nodig is."
    )


@condition(_moved, asks=True)
def stands_as_it_was_shown(attempt: Attempt) -> bool:
    """Two who move it: the second hears of the first, and decides again."""
    stands = stands_at(attempt.obj)
    return bool(attempt.details.get("stood_at", stands) == stands)


@condition("Deze collega kan niet bij de zaak. Kies een ander.", asks=True)
def is_for_somebody_of_the_file(attempt: Attempt) -> bool:
    """Whoever had it may keep it: somebody else can take it up for them."""
    person = attempt.details.get("person")
    return person is not None and (person.pk in able_to_keep(attempt) or person.pk == attempt.obj.person_id)


@condition("Deze afspraak is verzet of vervallen. Verstuur deze brief niet.")
def tells_what_was_agreed(attempt: Attempt) -> bool:
    """A letter that names another moment than the one that holds is not sent."""
    letter = attempt.obj
    if letter.kind != CONFIRMATION:
        return True
    found = attempt.anchor.appointments.filter(public_id=letter.about, state=AppointmentState.GEPLAND).first()
    return found is not None and letter.snapshot.get("when") == when(found)


@condition("Kies een collega die deze zaak mag zien en er is.", asks=True)
def another_can_keep_it(attempt: Attempt) -> bool:
    chosen = attempt.details.get("person")
    return chosen is not None and chosen.pk in able_to_keep(attempt)
