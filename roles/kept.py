"""Who is at their post and which mandates run today, kept in the process and labelled with the version of the roster.

The label is read in the same statement as the rows it is for, and every way to change them raises the version in the
same transaction (`roles.roster`): so rows with this label are the rows of this version, whoever read them and when. It
is for who asks to know which version counts: whoever holds the roster, or read it together with what it is asked for.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import F, Q, QuerySet, Subquery
from django.utils import timezone

from roles.fixed import Select, Slot
from roles.mandates import Mandate
from roles.people import Membership, TeamKind
from roles.periods import running
from roles.policy import POST, Post, posts_of, with_absences
from roles.policy import posts as posts_now
from roles.roster import RosterVersion
from roles.sending import happened

DAYS: Final = 4  # kept at once: today, and in a test or a trial another day

_kept: Final[dict[tuple[str, str, dt.date], tuple[int, Any]]] = {}


def version() -> Subquery:
    """The version of the roster, as a column of what is read with it."""
    return Subquery(RosterVersion.objects.filter(pk=1).values("number"))


def posts(
    on: dt.date, known: int | None, *, teams: Iterable[int], organisations: Iterable[int], users: Iterable[int]
) -> tuple[Post, ...]:
    """As `policy.posts` gives them, where `known` is the version that counts; without it they are read."""
    if not _is_kept(on, known):
        return posts_now(on, teams=teams, organisations=organisations, users=users)
    return _of("posts", on, known, _read_posts).around(teams, organisations, users)  # type: ignore[no-any-return]


def mandates(on: dt.date, known: int | None, *, teams: Iterable[int]) -> tuple[Any, ...]:
    """The mandates of these teams, of the municipality, of organisations and of persons, each with `kern_list` and
    `team_kind`, the smallest first. `known` as above."""
    if not _is_kept(on, known):
        return tuple(_RUNNING.objects(on=on, teams=teams))
    return _of("mandates", on, known, _read_mandates).of(teams)  # type: ignore[no-any-return]


def _is_kept(on: dt.date, known: int | None) -> bool:
    """Of other days (a history, an import) there are too many; without a number nothing was ever counted."""
    return bool(known) and on == timezone.localdate()


def _of(what: str, on: dt.date, known: int | None, read: Callable[[dt.date], tuple[int | None, Any]]) -> Any:
    key = (str(connection.settings_dict["NAME"]), what, on)
    label, value = _kept.get(key, (None, None))
    if label == known:
        return value
    label, value = read(on)
    happened("roster_read")
    if label:
        while len(_kept) >= 2 * DAYS:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = (label, value)
    return value


# --- who is at their post ----------------------------------------------------------------------------------------


class Posts:
    """Everyone's, to be found by team, organisation and person."""

    def __init__(self, found: dict[int, Post]) -> None:
        self._found = found
        self._at: dict[tuple[str, int | None], list[int]] = {}
        for pk, post in found.items():
            places = [("user", post.user_id), ("team", post.team_id), ("organisation", post.organisation_id)]
            for key in [*places, *([("everywhere", None)] if post.everywhere else [])]:
                self._at.setdefault(key, []).append(pk)

    def around(self, teams: Iterable[int], organisations: Iterable[int], users: Iterable[int]) -> tuple[Post, ...]:
        """In these teams, these organisations or the municipality, and those of these users wherever they are."""
        keys: list[tuple[str, int | None]] = [("everywhere", None)]
        for name, ids in (("team", teams), ("organisation", organisations), ("user", users)):
            keys += [(name, one) for one in ids]
        return tuple(self._found[pk] for pk in sorted({pk for key in keys for pk in self._at.get(key, ())}))


def _everyone(on: dt.date) -> Any:
    rows = with_absences(Membership.objects.filter(running(on), user__is_active=True), on)
    return rows.annotate(roster=version()).values_list(*POST, "roster", named=True)


_EVERYONE: Final = Select(_everyone, on=Slot.DAY)


def _read_posts(on: dt.date) -> tuple[int | None, Posts]:
    rows = list(_EVERYONE.rows(on=on))
    return (rows[0].roster if rows else None), Posts(posts_of(rows))


# --- which mandates run ------------------------------------------------------------------------------------------


class Mandates:
    """All that run. Who asks gets objects of their own: what is read along with one is read when it is asked for."""

    def __init__(self, rows: list[Any]) -> None:
        self._rows = [(None if one.team_kind == TeamKind.GEMEENTE else one.team_id, one) for one in rows]

    def of(self, teams: Iterable[int]) -> tuple[Any, ...]:
        wanted = {None, *teams}
        return tuple(_copy(one) for team, one in self._rows if team in wanted)


def _copy(one: Any) -> Any:
    made = type(one)()
    made._state.db, made._state.adding = one._state.db, False
    made.__dict__.update({name: value for name, value in one.__dict__.items() if name != "_state"})
    return made


def _running(rows: QuerySet[Mandate], on: dt.date) -> Any:
    kernen = ArrayAgg("kernen__id", default=[], filter=Q(kernen__isnull=False))
    return rows.filter(running(on)).annotate(kern_list=kernen, team_kind=F("team__kind")).order_by("max_amount", "pk")


def _running_of(on: dt.date, teams: list[int]) -> Any:
    theirs = Q(team_id__in=teams) | Q(team__kind=TeamKind.GEMEENTE) | Q(team__isnull=True)
    return _running(Mandate.objects.filter(theirs), on)


_RUNNING: Final = Select(_running_of, on=Slot.DAY, teams=Slot.IDS)
_ALL_RUNNING: Final = Select(lambda on: _running(Mandate.objects.all(), on).annotate(roster=version()), on=Slot.DAY)


def _read_mandates(on: dt.date) -> tuple[int | None, Mandates]:
    rows = list(_ALL_RUNNING.objects(on=on))
    return (rows[0].roster if rows else None), Mandates(rows)
