"""The web as it was on an earlier day, and what is otherwise since.

Contacts are never deleted, and each change of one is an event that keeps what it was. So an earlier day is today with
what happened since undone, the newest first. Of changes from before events named their contact, only coming and going
is known.
"""

import copy
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils import timezone

from casework.network.models import FIXED_ROLES, Contact, Tie
from casework.network.ties import STRENGTHS
from wijkweb.models import LifeDomain

TOLD: Final = ("name", "relation", "domain", "strength", "tie", "ended_on", *FIXED_ROLES)
CHANGED: Final = "contact.changed"
RESEARCHED: Final = "case.set_plan"  # what was found, and who is there, is told with it


@dataclass(slots=True)
class Since:
    """What is otherwise: who came, who isn't there any more, and of whom something changed, in words."""

    came: list[Contact] = field(default_factory=list)
    gone: list[Contact] = field(default_factory=list)
    changed: list[tuple[Contact, list[str]]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not (self.came or self.gone or self.changed)


def researched_on(events: Iterable[Any]) -> dt.date | None:
    """The day on which the last research was done."""
    days = [timezone.localdate(one.at) for one in events if one.verb == RESEARCHED]
    return max(days, default=None)


def as_of(day: dt.date, contacts: Iterable[Contact], events: Iterable[Any]) -> list[Contact]:
    """The web at the end of that day. `contacts`: also who was taken off; `events`: of the case, in any order."""
    undo: dict[int, list[dict[str, Any]]] = {}
    for one in sorted(events, key=lambda one: (one.at, one.pk), reverse=True):
        if one.verb == CHANGED and "contact" in one.details and timezone.localdate(one.at) > day:
            undo.setdefault(one.details["contact"], []).append(one.details.get("was", {}))
    return [_as_it_was(one, undo.get(one.pk, ())) for one in contacts if _was_there(one, day)]


def _was_there(one: Contact, day: dt.date) -> bool:
    came = timezone.localdate(one.added_at) <= day
    return came and (one.removed_at is None or timezone.localdate(one.removed_at) > day)


def _as_it_was(one: Contact, changes: Sequence[dict[str, Any]]) -> Contact:
    """A copy that is never saved."""
    was = copy.copy(one)
    was.removed_at = None
    for values in changes:
        for name in TOLD:
            if name in values:
                column: Any = Contact._meta.get_field(name)
                setattr(was, name, column.to_python(values[name]))
    return was


def since(then: Iterable[Contact], now: Iterable[Contact]) -> Since:
    before, after = {one.pk: one for one in then}, {one.pk: one for one in now}
    found = Since(
        came=[one for pk, one in after.items() if pk not in before],
        gone=[one for pk, one in before.items() if pk not in after],
    )
    for pk, one in after.items():
        if pk in before and (words := _differences(before[pk], one)):
            found.changed.append((one, words))
    return found


def _differences(was: Contact, now: Contact) -> list[str]:
    """In whole sentences, as one reads them in the list."""
    words = []
    if was.tie != now.tie:
        words.append(_ended(now))
    if was.name != now.name:
        words.append(f"heette eerst ‘{was.name}’")
    if was.relation != now.relation:
        words.append(f"was eerst ‘{was.relation}’" if was.relation else "wie dit is, staat er nu bij")
    if was.domain != now.domain:
        words.append(f"stond eerst bij {LifeDomain(was.domain).label}")
    if was.strength != now.strength:
        words.append(f"de band was eerst: {_strength(was)}; nu: {_strength(now)}")
    for column, label in FIXED_ROLES.items():
        if getattr(was, column) != getattr(now, column):
            words.append(f"is nu {label.lower()}" if getattr(now, column) else f"is geen {label.lower()} meer")
    return words


def _ended(now: Contact) -> str:
    return {
        Tie.OVERLEDEN: "is overleden",
        Tie.VOORBIJ: "het contact is voorbij",
        Tie.NU: "er is weer contact",
    }[Tie(now.tie)]


def _strength(one: Contact) -> str:
    return STRENGTHS[one.strength].removesuffix(" band") if one.strength else "niet gevraagd"
