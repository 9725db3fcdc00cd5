"""What must hold while a meeting is written down, and when it is settled."""

from typing import Any

from casework.engine.conditions import is_agreed
from casework.engine.machine import Attempt, condition
from casework.households.walls import walled_from
from casework.meetings.resting import without_ground

agreed_day = is_agreed("until")


@condition("Zet er eerst bij wie er was.")
def somebody_was_there(attempt: Attempt) -> bool:
    return bool(attempt.obj.participants.exists())


@condition("Tussen deze mensen staat een muur: zij zitten niet samen aan tafel. Leg twee overleggen vast.", asks=True)
def no_wall_between_them(attempt: Attempt) -> bool:
    """Nobody sits down with who they may not learn of, nor is told about them."""
    rows = attempt.obj.participants.filter(member__isnull=False)
    there = {*rows.values_list("member__person_id", flat=True)}
    member: Any = attempt.details.get("member")
    if member is not None:
        there.add(member.person_id)
    spoken = {one.person_id for one in attempt.details.get("spoken") or ()}
    return not walled_from(there) & (there | spoken)


def _nothing_allows(attempt: Attempt) -> str:
    return " ".join([*without_ground(attempt.obj), "Zeg waarom toch iets is gedeeld."])


@condition(_nothing_allows, asks=True)
def rests_or_says_why(attempt: Attempt) -> bool:
    """What was told to somebody outside rests on consent or on an article that runs that day; or it is said why not."""
    said = str(attempt.details.get("why_without") or "").strip()
    return bool(said) or not without_ground(attempt.obj)


@condition("Elke afspraak is gedaan.", moot=True)
def one_is_open(attempt: Attempt) -> bool:
    return bool(attempt.obj.promises.filter(done_on=None).exists())


@condition("Deze afspraak is al gedaan. Open dit formulier opnieuw.", asks=True)
def is_open_here(attempt: Attempt) -> bool:
    promise: Any = attempt.details.get("promise")
    return promise is not None and attempt.obj.promises.filter(pk=promise.pk, done_on=None).exists()
