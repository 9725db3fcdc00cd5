"""What must hold while a meeting is written down, and when it is settled."""

from typing import Any

from casework.engine.conditions import is_agreed
from casework.engine.machine import Attempt, condition
from casework.households.walls import (
    REFUSED,
    accounts_of,
    is_called,
    is_reached_at,
    unknown_to,
    walled_from,
)
from casework.meetings.resting import without_ground
from casework.people.models import Person

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


def _as_written(contact: Any, user: Any, called: str) -> tuple[str, str, int | None]:
    """The name, number and account of who is there and is no member."""
    if contact is not None:
        return contact.name, contact.phone, None
    return (f"{user.first_name} {user.last_name}", "", user.pk) if user is not None else (called, "", None)


def _as_another(attempt: Attempt, people: set[int]) -> set[int]:
    """Who of these is there under a name, a number or an account."""
    rows = attempt.obj.participants.filter(member=None).select_related("contact", "user")
    written = [_as_written(one.contact, one.user, one.called) for one in rows]
    given = attempt.details
    written.append(_as_written(given.get("contact"), given.get("user"), given.get("called") or ""))
    return {
        one.pk
        for one in Person.objects.filter(pk__in=people)
        for name, phone, user in written
        if (name and is_called(one, name))
        or is_reached_at(one, phone)
        or (user is not None and user in accounts_of([one]))
    }


def _behind_a_wall(attempt: Attempt) -> set[int]:
    """Who may not learn of somebody who is there, and is there too or is spoken of; or may not learn of who is spoken of, and
    is there. One query more than who is there, where no wall stands near."""
    there, spoken = _at_the_table(attempt)
    others = walled_from(there | spoken)
    return walled_from(there) & (there | spoken) | _as_another(attempt, others) if others else set()


def _why_not_together(attempt: Attempt) -> str:
    """Who may not know of one of them reads nothing of a wall."""
    there, spoken = _at_the_table(attempt)
    among = there | spoken | _behind_a_wall(attempt)
    return REFUSED if attempt.sight is not None and unknown_to(attempt.sight, among) else A_WALL


@condition(_why_not_together, asks=True)
def no_wall_between_them(attempt: Attempt) -> bool:
    """Nobody sits down with who they may not learn of, nor is told about them: as a member, or however they are written."""
    return not _behind_a_wall(attempt)


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
