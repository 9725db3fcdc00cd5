"""Who has what: per colleague of a team the hours, whether they are there, and how their cases stand.

No ranking, and nothing of what somebody did: how much there is, and where help is needed.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q

from casework.cases.models import Case
from casework.cases.states import Phase, Weight
from casework.desk.directed import contacts, sleeps, waits
from casework.monday.lists import of_team, turns_of
from casework.people.names import folded, split_prefix
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.matrix import MATRIX, Relation
from roles.models import Absence, Membership, running
from roles.periods import not_ended
from roles.policy import Sight
from roles.shape import Seen

SILENT: Final = dt.timedelta(weeks=6)
AHEAD: Final = dt.timedelta(weeks=4)  # an absence that begins later is in the calendar
# roles that see files by their place: who can be regisseur
ROLES: Final = tuple(role for role, rights in MATRIX.items() if Relation.TEAM in rights.get(Action.VIEW_FILE, ()))


@dataclass(frozen=True, slots=True)
class Away:
    """An absence of a colleague, today or within four weeks."""

    since: dt.date
    until: dt.date | None
    cover: str
    now: bool

    @property
    def last(self) -> dt.date | None:
        """The last day of it."""
        return self.until - dt.timedelta(days=1) if self.until else None


@dataclass(slots=True)
class Load:
    """How many cases, and how they stand."""

    total: int = 0
    light: int = 0
    medium: int = 0
    heavy: int = 0
    waits: int = 0
    asleep: int = 0
    late: int = 0
    silent: int = 0

    @property
    def on_turn(self) -> int:
        return self.total - self.waits

    @property
    def weights(self) -> str:
        """'5 licht, 9 gemiddeld, 2 zwaar': what the bar says to who doesn't see it."""
        return f"{self.light} licht, {self.medium} gemiddeld, {self.heavy} zwaar"

    def add(self, other: "Load") -> None:
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(slots=True)
class Colleague:
    """One row of the table. Not `here`: who directs cases of this team, and works in it no more."""

    user: int | None
    name: str
    key: Any = None  # by which the address of their caseload names them
    here: bool = True
    hours: int | None = None
    away: list[Away] = field(default_factory=list)
    load: Load = field(default_factory=Load)
    by: str = ""  # where they stand in an order of names

    @property
    def away_now(self) -> bool:
        return any(one.now for one in self.away)


# --- what is asked -----------------------------------------------------------------------------------------------


def late(team: int, on: dt.date) -> Q:
    """Of a case of that team: a turn of its regisseur is past its day."""
    mine = turns_of("pk", team=team, due_on__lt=on).filter(
        Q(for_user=OuterRef("regisseur")) | Q(handed_to=OuterRef("regisseur"))
    )
    return Q(Exists(mine))


def silent(before: Any) -> Q:
    """Of a case: it is older than that moment, and nobody wrote of any contact since."""
    return Q(reported_at__lt=before) & ~Q(Exists(contacts().filter(at__gte=before)))


def _loads(sight: Sight, *, team: int, before: Any) -> Any:
    is_open = Q(phase__in=Phase.OPEN)
    cases = Case.objects.visible_to(sight, Action.VIEW_FILE).filter(team=team)
    counted = {
        "total": is_open,
        "light": is_open & Q(weight=Weight.LICHT),
        "medium": is_open & Q(weight=Weight.GEMIDDELD),
        "heavy": is_open & Q(weight=Weight.ZWAAR),
        "waits": is_open & Q(waits(sight.on, of_team(team))),
        "asleep": sleeps(sight.on, of_team(team)),
        "late": is_open & late(team, sight.on),
        "silent": is_open & silent(before),
    }
    return (
        cases.filter(regisseur__isnull=False)
        .order_by()
        .values("regisseur_id")
        .annotate(
            key=F("regisseur__public_id"),
            first=F("regisseur__first_name"),
            last=F("regisseur__last_name"),
            **{name: Count("pk", filter=which) for name, which in counted.items()},
        )
        .values_list("regisseur_id", "key", "first", "last", *counted, named=True)
    )


def _members(team: int, on: dt.date) -> Any:
    rows = Membership.objects.filter(running(on), team=team, role__in=ROLES, user__is_active=True)
    names = ("user__first_name", "user__last_name", "user__username")
    return rows.order_by(*names).values_list("user_id", "user__public_id", *names, "hours", named=True)


def _absences(team: int, on: dt.date, until: dt.date) -> Any:
    rows = Absence.objects.filter(not_ended(on), since__lte=until, membership__team=team, membership__role__in=ROLES)
    cover = ("cover__first_name", "cover__last_name")
    return rows.order_by("since", "pk").values_list("membership__user_id", "since", "until", *cover, named=True)


_LOADS: Final = Seen("the caseload of each colleague", _loads, team=Slot.ID, before=Slot.MOMENT)
_MEMBERS: Final = Select(_members, team=Slot.ID, on=Slot.DAY)
_ABSENCES: Final = Select(_absences, team=Slot.ID, on=Slot.DAY, until=Slot.DAY)


class WhoHasWhat:
    """The table of a team, asked now and read when it is looked at."""

    def __init__(self, sight: Sight, team: int, before: dt.datetime) -> None:
        self._on = sight.on
        self._loads = _LOADS.rows(sight, team=team, before=before)
        self._members = _MEMBERS.rows(team=team, on=sight.on)
        self._absences = _ABSENCES.rows(team=team, on=sight.on, until=sight.on + AHEAD)

    def read(self) -> list[Colleague]:
        """By main name; at the end who directs a case here and isn't of the team (any more)."""
        found: dict[int, Colleague] = {}
        for row in self._members:
            name = _name(row.user__first_name, row.user__last_name) or row.user__username
            made = Colleague(
                row.user_id, name, row.user__public_id, by=_in_order(row.user__first_name, row.user__last_name)
            )
            one = found.setdefault(row.user_id, made)
            if row.hours:
                one.hours = (one.hours or 0) + row.hours
        self._add_absences(found)
        gone = self._add_loads(found)
        return [*sorted(found.values(), key=_by_name), *sorted(gone, key=_by_name)]

    def _add_absences(self, found: dict[int, Colleague]) -> None:
        for row in self._absences:
            away = Away(row.since, row.until, _name(row.cover__first_name, row.cover__last_name), row.since <= self._on)
            one = found.get(row.membership__user_id)
            if one is not None and away not in one.away:  # of two roles
                one.away.append(away)

    def _add_loads(self, found: dict[int, Colleague]) -> list[Colleague]:
        """Who has a load and isn't among those found."""
        gone = []
        for row in self._loads:
            load = Load(*(getattr(row, one.name) for one in fields(Load)))
            one = found.get(row.regisseur_id)
            if one is not None:
                one.load = load
            elif load.total or load.asleep:
                name, by = _name(row.first, row.last), _in_order(row.first, row.last)
                gone.append(Colleague(row.regisseur_id, name, row.key, here=False, load=load, by=by))
        return gone


def _name(first: str | None, last: str | None) -> str:
    return f"{first or ''} {last or ''}".strip()


def _in_order(first: str | None, last: str | None) -> str:
    """'regt sander' of Sander de Regt: under the main name."""
    return f"{folded(split_prefix(last or '')[1])} {folded(first or '')}".strip()


def _by_name(one: Colleague) -> tuple[str, str]:
    return one.by or folded(one.name), one.name


def totals(rows: Iterable[Colleague]) -> Colleague:
    """All together."""
    every = Colleague(None, "Samen")
    for one in rows:
        every.load.add(one.load)
        if one.hours:
            every.hours = (every.hours or 0) + one.hours
    return every
