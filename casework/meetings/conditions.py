"""What must hold while a meeting is written down, and when it is settled."""

from typing import Any

from casework.engine.conditions import is_agreed
from casework.engine.machine import Attempt, condition
from casework.households.walls import REFUSED, unknown_to, walled_from
from casework.meetings.resting import without_ground

A_WALL = "Tussen deze mensen staat een muur: zij zitten niet samen aan tafel. Leg twee overleggen vast."
agreed_day = is_agreed("until")


@condition("Zet er eerst bij wie er was.")
def somebody_was_there(attempt: Attempt) -> bool:
    return bool(attempt.obj.participants.exists())


def _at_the_table(attempt: Attempt) -> tuple[set[int], set[int]]:
    """The people who are there, and about whom is spoken."""
    rows = attempt.obj.participants.filter(member__isnull=False)
    there = {*rows.values_list("member__person_id", flat=True)}
    member: Any = attempt.details.get("member")
    if member is not None:
        there.add(member.person_id)
    return there, {one.person_id for one in attempt.details.get("spoken") or ()}


def _why_not_together(attempt: Attempt) -> str:
    """Who may not know of one of them reads nothing of a wall."""
    there, spoken = _at_the_table(attempt)
    return REFUSED if attempt.sight is not None and unknown_to(attempt.sight, there | spoken) else A_WALL


@condition(_why_not_together, asks=True)
def no_wall_between_them(attempt: Attempt) -> bool:
    """Nobody sits down with who they may not learn of, nor is told about them."""
    there, spoken = _at_the_table(attempt)
    return not walled_from(there) & (there | spoken)


def _nothing_allows(attempt: Attempt) -> str:
    return " ".join([*without_ground(attempt.obj, attempt.sight), "Zeg waarom toch iets is gedeeld."])


@condition(_nothing_allows, asks=True)
def rests_or_says_why(attempt: Attempt) -> bool:
    """What was told to somebody outside rests on consent or on an article that runs that day; or it is said why not."""
    said = str(attempt.details.get("why_without") or "").strip()
    return bool(said) or not without_ground(attempt.obj, attempt.sight)


@condition("Elke afspraak is gedaan.", moot=True)
def one_is_open(attempt: Attempt) -> bool:
    return bool(attempt.obj.promises.filter(done_on=None).exists())


@condition("Deze afspraak is al gedaan. Open dit formulier opnieuw.", asks=True)
def is_open_here(attempt: Attempt) -> bool:
    promise: Any = attempt.details.get("promise")
    return promise is not None and attempt.obj.promises.filter(pk=promise.pk, done_on=None).exists()
