"""Brings the open work in line with the turns: after every step and operation, after a change of who is there, and
each night. Nothing else reads what turns follow from, or writes open work, or by when to look again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import merge
from operator import itemgetter
from typing import Any, Final, cast

from django.apps import apps
from django.utils import timezone

from casework.engine import open_rows
from casework.engine.holding import Held
from casework.engine.look_again import LookAgain, too_late
from casework.engine.open_rows import OpenRow, Situation
from casework.engine.turns import Turn, turns
from casework.engine.work import OpenWork
from casework.law.days import ONE_DAY
from casework.law.models import clock
from roles import fixed, kept
from roles.fixed import Select, Slot
from roles.models import TeamKind
from roles.policy import Post

CHUNK: Final = 500  # anchors brought in line per round of queries


Heard = Callable[[Sequence[OpenWork]], Sequence[Any]]  # turns that became somebody's → the notices of it


def bring_in_line(held: Held, at: dt.datetime, *, asked: "Asked | None" = None, heard: Heard | None = None) -> int:
    """Make the open work of anchors that are held say what `turns` says. Returns how many rows changed.

    Per chunk: open rows, open work, posts and mandates where the roster changed since, and one write of each kind. May
    run as often as one likes. `asked`: what `ask` sent for them; `heard`: who is told that it became their turn.
    """
    if asked is not None:
        return _write(asked.difference(at), at, heard)
    changed, ids = 0, sorted(held.ids)
    for start in range(0, len(ids), CHUNK):
        changed += _write(Asked(held.model, ids[start : start + CHUNK], at).difference(at), at, heard)
    return changed


def ask(held: Held, at: dt.datetime) -> "Asked | None":
    """What it takes to bring these in line, to travel with what somebody else asks; None where they are too many."""
    return Asked(held.model, sorted(held.ids), at) if len(held.ids) <= CHUNK else None


def derive(model: type[Any], ids: Sequence[int], at: dt.datetime) -> list[tuple[OpenRow, list[Turn]]]:
    """Every anchor of these on which anything waits, and whose turns there should be. Nothing is written.

    Raises NobodyThere.
    """
    on = timezone.localtime(at).date()
    chunks = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    found = [one for chunk in chunks for one in _derived(open_rows.read(model, chunk, on), on)]
    return [(one.row, one.turns) for one in found if not one.at_rest]


@dataclass(frozen=True, slots=True)
class _Derived:
    """What follows for one anchor: whose turns there should be, and when that can be otherwise by time alone."""

    row: OpenRow
    turns: list[Turn]
    again_on: dt.date | None
    at_rest: bool = False


def _derived(found: Iterable[Situation], on: dt.date) -> list[_Derived]:
    everything = list(found)
    situations = [one for one in everything if not one.at_rest]
    crew = _crew(situations, on)
    today, over = clock(), _is_over(on)
    result = [_Derived(one.row, [], None, at_rest=True) for one in everything if one.at_rest]
    for one in situations:
        theirs = turns(one, crew.around(one), crew.mandates_for(one.row.team_id), today, on)
        again_on = theirs.again_on
        if over:  # what was derived for that day is looked at again at once
            again_on = min(on + ONE_DAY, again_on or dt.date.max)
        result.append(_Derived(one.row, theirs, again_on))
    return result


def _is_over(on: dt.date) -> bool:
    return on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class _Difference:
    """What must be written for the open work to say what it should: rows to add, to change and to close; and when to
    look again, where that was another day."""

    new: list[Any]
    changed: list[Any]
    gone: list[Any]
    again: list[LookAgain]
    given: list[Any]  # of those that are new or changed: what became the turn of a person whose it wasn't

    def __len__(self) -> int:
        return len(self.new) + len(self.changed) + len(self.gone)


def able(held: Held, at: dt.datetime) -> dict[tuple[int, str], frozenset[int]]:
    """Of anchors that are held: who can take each of their turns, by the key of the anchor and of the turn."""
    on = timezone.localtime(at).date()
    found = _derived(open_rows.read(held.model, sorted(held.ids), on), on)
    return {(one.row.pk, turn.key): turn.seat.able for one in found for turn in one.turns}


def differences(held: Held, at: dt.datetime) -> int:
    """How many rows of open work of these don't say what they should, and how many would be looked at too late: none, as
    long as every write brought them in line. Nothing is written."""
    found = Asked(held.model, sorted(held.ids), at).difference(at)
    return len(found) + too_late(found.again)


class Asked:
    """The open rows and the open work of some anchors, on their way."""

    def __init__(self, model: type[Any], ids: Sequence[int], at: dt.datetime) -> None:
        self.model = model
        self.work: Any = apps.get_model(model.work_model)
        self.on = timezone.localtime(at).date()
        self._situations = open_rows.send(model, ids, self.on)
        self._standing = _standing(cast(Any, self.work)).send(ids=ids)

    def difference(self, at: dt.datetime) -> _Difference:
        anchor = f"{self.work.anchor_field}_id"
        standing = {(getattr(item, anchor), item.key): item for item in self._standing.objects()}
        new, changed, again, given = [], [], [], []
        for one in _derived(self._situations(), self.on):
            row = one.row
            if (look := _look(self.model, one)) is not None:
                again.append(look)
            for turn in one.turns:
                item = standing.pop((row.pk, turn.key), None)
                had = None if item is None else item.for_user_id
                if item is None:
                    item = self.work(**{anchor: row.pk}, key=turn.key, opened_at=at, **_values(turn, row))
                    new.append(item)
                elif _differs(item, turn, row):
                    changed.append(_update(item, turn, row))
                if item.for_user_id not in (None, had) and not _rests(item, self.on):
                    given.append(item)
        return _Difference(new, changed, list(standing.values()), again, given)


def _rests(item: OpenWork, on: dt.date) -> bool:
    """Whether it stands on nobody's list yet."""
    return item.rests_until is not None and min(item.rests_until, item.due_on) > on


def _look(model: type[Any], one: _Derived) -> LookAgain | None:
    """By when to look again, where that isn't what is written down."""
    key, on = one.row.look or (None, None)
    if on == one.again_on:
        return None
    look = LookAgain(pk=key, anchor=model._meta.db_table, anchor_id=one.row.pk, on=one.again_on)
    look.stood_on = on
    return look


@cache
def _standing(work: Any) -> Select:
    """The open work of anchors, by their keys."""
    return Select(
        lambda ids: work.objects.open().filter(**{f"{work.anchor_field}_id__in": ids}).order_by(), ids=Slot.IDS
    )


def _write(found: _Difference, at: dt.datetime, heard: Heard | None = None) -> int:
    for item in found.gone:
        item.closed_at = at
    told = heard(found.given) if heard is not None and found.given else ()
    with fixed.together():
        fixed.update(found.gone, ["closed_at"])
        fixed.update(found.changed, [*_COLUMNS, "handed_to", "handed_by", "handed_on"])
        fixed.insert(found.new)
        fixed.update([one for one in found.again if one.pk is not None], ["on"])
        fixed.insert([one for one in found.again if one.pk is None])
        fixed.insert(told)
    return len(found)


def _crew(situations: Sequence[Situation], on: dt.date) -> "_Crew":
    if not situations:
        return _Crew((), ())
    roster = situations[0].roster
    staff = kept.posts(
        on,
        roster,
        teams=set().union(*(one.teams for one in situations)),
        organisations=set().union(*(one.organisations for one in situations)),
        users=set().union(*(one.people for one in situations)),
    )
    if not any(one.needs_mandates for one in situations):
        return _Crew(staff, ())  # nothing here waits for a decision
    return _Crew(staff, kept.mandates(on, roster, teams={one.row.team_id for one in situations}))


class _Crew:
    """Who and what was read for a chunk, to be found per anchor: the same few as if it were read alone.

    However many teams the chunk spans, each looks at its own people only.
    """

    def __init__(self, staff: Sequence[Post], mandates: Sequence[Any]) -> None:
        self._staff = staff
        # with their places: in what a team has the smallest stays first
        self._for_all: list[tuple[int, Any]] = []
        self._own: defaultdict[int, list[tuple[int, Any]]] = defaultdict(list)
        for place in enumerate(mandates):
            general = place[1].team_id is None or place[1].team_kind == TeamKind.GEMEENTE
            (self._for_all if general else self._own[place[1].team_id]).append(place)
        self._of_team: dict[int, list[Any]] = {}
        self._at: defaultdict[tuple[str, int | None], list[int]] = defaultdict(list)
        for number, post in enumerate(staff):
            self._at["user", post.user_id].append(number)
            self._at["team", post.team_id].append(number)
            self._at["organisation", post.organisation_id].append(number)
            if post.everywhere:
                self._at["everywhere", None].append(number)

    def around(self, situation: Situation) -> list[Post]:
        keys: list[tuple[str, int | None]] = [("everywhere", None)]
        keys += [("team", team) for team in situation.teams]
        keys += [("organisation", organisation) for organisation in situation.organisations]
        keys += [("user", user) for user in situation.people]
        return [self._staff[number] for number in sorted({one for key in keys for one in self._at.get(key, ())})]

    def mandates_for(self, team: int) -> list[Any]:
        """Those of this team, of the municipality, of organisations and of persons."""
        if team not in self._of_team:
            self._of_team[team] = [one for _, one in merge(self._for_all, self._own.get(team, ()), key=itemgetter(0))]
        return self._of_team[team]


_COLUMNS: Final = (
    "team_id",
    "kern_id",
    "urgent",
    "step",
    "object_id",
    "url",
    "what",
    "why",
    "for_user_id",
    "for_role",
    "for_team_id",
    "for_organisation_id",
    "not_user_id",
    "known_to",
    "due_on",
    "due_why",
    "due_at",
    "rests_until",
)


def _values(turn: Turn, row: OpenRow) -> dict[str, Any]:
    seat = turn.seat
    return {
        "team_id": row.team_id,
        "kern_id": row.kern_id,
        "urgent": bool(row.get("presses")),  # said by the anchor, where it knows such a thing
        "step": turn.step,
        "object_id": turn.object_id,
        "url": turn.url,
        "what": turn.what[:160],
        "why": turn.why,
        "for_user_id": seat.user,
        "for_role": "" if seat.user else seat.role,
        "for_team_id": None if seat.user else seat.team,
        "for_organisation_id": None if seat.user else seat.organisation,
        "not_user_id": seat.not_user,
        "known_to": None if turn.known_to is None else sorted(turn.known_to),
        "due_on": turn.due.on,
        "due_why": turn.due.why[:300],
        "due_at": turn.due_at,
        "rests_until": turn.rests_until,
    }


def _differs(item: OpenWork, turn: Turn, row: OpenRow) -> bool:
    stranded = item.handed_to_id is not None and item.handed_to_id not in turn.seat.able
    return stranded or any(getattr(item, name) != value for name, value in _values(turn, row).items())


def _update(item: OpenWork, turn: Turn, row: OpenRow) -> OpenWork:
    """The same turn, for someone else or by another day; who it was handed to keeps it only if they still can."""
    for name, value in _values(turn, row).items():
        setattr(item, name, value)
    if item.handed_to_id not in turn.seat.able:
        item.handed_to_id = item.handed_by_id = item.handed_on = None
    return item
