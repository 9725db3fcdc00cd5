"""What must hold before a plan is said yes to or agreed."""

from casework.engine import possible_days
from casework.engine.conditions import can_be_true
from casework.engine.machine import Attempt, condition
from casework.engine.possible_days import Days
from casework.householdplans.agreeing import ELSEWHERE
from casework.householdplans.shown import known_members
from casework.householdplans.standing import members_of, names_of, stands, what_is_missing

SOMEBODY_ELSE = "Er ontbreekt nog een akkoord. Vraag uw teamleider wie dat vraagt."
LONG_AGO = 1  # years before today; who agreed longer ago is asked again


@condition("Nog niemand heeft de regie over het huishouden. Leg eerst vast wie dat is.")
def somebody_directs(attempt: Attempt) -> bool:
    return attempt.anchor.regisseur_id is not None


@condition("Er staat nog geen doel in het plan.")
def has_goals(attempt: Attempt) -> bool:
    return bool(attempt.obj.goals.exists())


def _missing(attempt: Attempt) -> list[str]:
    """Of somebody behind a wall of whom this person may not know, no name: a leader asks."""
    members = members_of(attempt.anchor)
    hidden = known_members(members, attempt.sight)[1] if attempt.sight is not None else set()
    found = [one for one in stands(attempt.obj, members, attempt.on) if not one.agreed]
    open_ = [one for one in found if not names_of(members, one) & hidden]
    return [*what_is_missing(members, open_), *([SOMEBODY_ELSE] if len(open_) < len(found) else [])]


@condition(lambda attempt: " ".join(_missing(attempt)))
def everybody_agreed(attempt: Attempt) -> bool:
    """Each whose agreement is needed gave it; where nobody knows who has authority over a child, nobody could."""
    return not _missing(attempt)


@condition("Dit akkoord is al gegeven, of het wordt niet gevraagd. Open dit formulier opnieuw.", asks=True)
def is_asked_of_them(attempt: Attempt) -> bool:
    """Of this member, by this one (None: who lives elsewhere): it is needed and not there."""
    member, by_whom = attempt.details.get("member"), attempt.details.get("by_whom")
    found = stands(attempt.obj, members_of(attempt.anchor), attempt.on)
    key = by_whom.pk if by_whom is not None else ELSEWHERE
    return any(member is not None and one.member == member.pk and key in one.missing for one in found)


@condition("Niemand hoeft nu nog akkoord te geven.", moot=True)
def somebody_is_asked(attempt: Attempt) -> bool:
    return any(one.missing for one in stands(attempt.obj, members_of(attempt.anchor), attempt.on))


def said_days(attempt: Attempt) -> Days:
    return Days(possible_days.years(attempt.on, -LONG_AGO), attempt.on)


said_in_the_past = can_be_true("given_on", said_days)
