"""What a wall between two people does to the cases of both.

Who is one of them and spoke for the other, or read their case, does so no more from that moment. It is told on neither
case who that was: not all who read the one may know of the other.
"""

from typing import Any, Final

from casework.cases.access import CaseGrant
from casework.cases.models import Case
from casework.cases.speaking import stop_speaking
from casework.engine.errors import LockOrder, refuse
from casework.engine.holding import hold
from casework.engine.registry import effects_of
from casework.engine.writes import Write, write_on
from casework.households.walls import accounts_of, behind, is_called, walled_from
from roles import grants
from roles.periods import not_ended

ENDED: Final = "Toegang op naam beëindigd"
OVERTAKEN: Final = "Een collega was u voor. Kijk wat er nu staat, en probeer het opnieuw."


def between_ended(write: Write, wall: Any, before: str, details: dict[str, Any]) -> None:
    """Every case of both was held before the wall was set, but one that came to be of them while that was waited for."""
    rows = list(Case.objects.filter(person__in=(wall.one_id, wall.other_id)).order_by("pk"))
    _refuse_unless_held({one.pk for one in rows})
    for case in rows:
        with write_on(case, by=None, at=write.at) as there:
            _end(there)


def ended_by_now(write: Write, *people: int | None) -> None:
    """Of these it turned out that they are one: what ran between them and whoever is behind a wall from one ends, in this
    case and in each other of both sides. All of them were held when it began (`Case.held_with`)."""
    keys = {one for one in people if one is not None}
    ends = walled_from(keys)
    if not ends:
        return
    rows = list(Case.objects.filter(person__in=keys | ends).exclude(pk=write.anchor.pk).order_by("pk"))
    _refuse_unless_held({one.pk for one in rows})
    for case in rows:
        with write_on(case, by=None, at=write.at) as there:
            _end(there)
    write.anchor.person.refresh_from_db(fields=["walled"])
    _end(write)


def ended_by_who_it_is_about(write: Write) -> None:
    """The case came to be of another: who is behind a wall from them takes part in it no more."""
    _end(write)


def _refuse_unless_held(keys: set[int]) -> None:
    """A wall that was set while we waited, or a case that came to be of who is at one, is of cases that aren't held, and
    waiting for those now could last for ever."""
    try:
        held = hold(Case, keys, wait=False).ids
    except LockOrder:
        held = frozenset()
    refuse(OVERTAKEN if keys - held else "")


def _end(write: Write) -> None:
    case = write.anchor
    others = behind(case.person)
    if not others:
        return
    if case.looks_like is not None and case.looks_like.person in others:
        case.looks_like = None  # who puts a wall between two says that they are two
    for effect in effects_of("case.walled"):  # told on no case: who reads the one needn't know of the other
        effect(write, case, "", {"others": others})
    accounts = accounts_of(others)
    for row in case.person.representatives.filter(not_ended(write.on)).order_by("pk"):
        if row.user_id in accounts or any(is_called(one, row.name) for one in others):
            accounts |= {row.user_id} - {None}
            stop_speaking(write, row, write.on)
    running = CaseGrant.objects.filter(not_ended(write.on), content_object=case, user__in=accounts)
    if running.exists():
        grants.end_all(running, on=write.on)
        write.tell("grant.ended", ENDED, url=case.get_absolute_url())
