"""Brings the open work in line with the turns: after every step and operation, after a change of who is there, and
each night. Nothing else reads what turns follow from, or writes open work, or by when to look again."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.utils import timezone

from casework.engine import open_rows
from casework.engine.holding import Held
from casework.engine.look_again import LookAgain, too_late
from casework.engine.mandates import running_mandates
from casework.engine.open_rows import OpenRow, Situation
from casework.engine.together import write_together
from casework.engine.turns import Turn, Turns, turns
from casework.engine.work import OpenWork
from casework.law.days import ONE_DAY
from casework.law.models import clock
from roles.compiled import CompiledQuery, Slot
from roles.models import TeamKind
from roles.policy import Post, posts

CHUNK: Final = 500  # anchors brought in line per round of queries


def bring_in_line(held: Held, at: dt.datetime, *, mandates: Sequence[Any] | None = None) -> int:
    """Make the open work of anchors that are held say what `turns` says. Returns how many rows changed.

    Per chunk: open rows, posts, mandates, open work, and one write of each kind. May run as often as one likes.
    `mandates` are those of the teams of these anchors, where they were read before, under the same lock.
    """
    changed, ids = 0, sorted(held.ids)
    for start in range(0, len(ids), CHUNK):
        changed += _chunk(held.model, ids[start : start + CHUNK], at, mandates)
    return changed


def derive(model: type[Any], ids: Sequence[int], at: dt.datetime) -> list[tuple[OpenRow, list[Turn]]]:
    """Every anchor of these on which anything waits, and whose turns there should be. Nothing is written.

    Raises NobodyThere.
    """
    chunks = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    found = [one for chunk in chunks for one in _derived(model, chunk, at)]
    return [(one.row, one.turns) for one in found if not one.at_rest]


@dataclass(frozen=True, slots=True)
class _Derived:
    """What follows for one anchor: whose turns there should be, and when that can be otherwise by time alone."""

    row: OpenRow
    turns: list[Turn]
    again_on: dt.date | None
    at_rest: bool = False


def _derived(
    model: type[Any], ids: Sequence[int], at: dt.datetime, mandates: Sequence[Any] | None = None
) -> list[_Derived]:
    on = timezone.localtime(at).date()
    everything = list(open_rows.read(model, ids, on))
    situations = [one for one in everything if not one.at_rest]
    crew = _crew(situations, on, mandates)
    today = clock()
    found = [_Derived(one.row, [], None, at_rest=True) for one in everything if one.at_rest]
    for one in situations:
        theirs = turns(one, crew.around(one), crew.mandates_for(one.row.team_id), today, on)
        found.append(_Derived(one.row, theirs, _again_on(theirs, on)))
    return found


def _again_on(theirs: Turns, on: dt.date) -> dt.date | None:
    """What was derived for a day that is over is looked at again at once."""
    again_on: dt.date | None = theirs.again_on
    return min(on + ONE_DAY, again_on or dt.date.max) if _is_over(on) else again_on


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

    def __len__(self) -> int:
        return len(self.new) + len(self.changed) + len(self.gone)


def differences(held: Held, at: dt.datetime) -> int:
    """How many rows of open work of these don't say what they should, and how many would be looked at too late: none, as
    long as every write brought them in line. Nothing is written."""
    found = _difference(held.model, sorted(held.ids), at, None)
    return len(found) + too_late(found.again)


def _difference(model: type[Any], ids: Sequence[int], at: dt.datetime, mandates: Sequence[Any] | None) -> _Difference:
    work: Any = apps.get_model(model.work_model)
    anchor = f"{work.anchor_field}_id"
    derived = _derived(model, ids, at, mandates)
    standing = {(getattr(item, anchor), item.key): item for item in _standing(work).objects(ids=ids)}
    new, changed, again = [], [], []
    for one in derived:
        row = one.row
        if (look := _look(model, one)) is not None:
            again.append(look)
        for turn in one.turns:
            item = standing.pop((row.pk, turn.key), None)
            if item is None:
                new.append(work(**{anchor: row.pk}, key=turn.key, opened_at=at, **_values(turn, row)))
            elif _differs(item, turn, row):
                changed.append(_update(item, turn, row))
    return _Difference(new, changed, list(standing.values()), again)


def _look(model: type[Any], one: _Derived) -> LookAgain | None:
    """By when to look again, where that isn't what is written down."""
    key, on = one.row.look or (None, None)
    if on == one.again_on:
        return None
    look = LookAgain(pk=key, anchor=model._meta.db_table, anchor_id=one.row.pk, on=one.again_on)
    look.stood_on = on
    return look


@cache
def _standing(work: Any) -> CompiledQuery:
    """The open work of anchors, by their keys."""
    return CompiledQuery(lambda ids: work.objects.open().filter(**{f"{work.anchor_field}_id__in": ids}), ids=Slot.IDS)


def _chunk(model: type[Any], ids: Sequence[int], at: dt.datetime, mandates: Sequence[Any] | None) -> int:
    work: Any = apps.get_model(model.work_model)
    found = _difference(model, ids, at, mandates)
    gone = [item.pk for item in found.gone]
    write_together(
        [(found.changed, [*_COLUMNS, "handed_to_id"]), ([one for one in found.again if one.pk], ["on"])],
        [(work.objects.filter(pk__in=gone), {"closed_at": at})] if gone else [],
    )
    if found.new:
        work.objects.bulk_create(found.new)
    if first := [one for one in found.again if one.pk is None]:
        LookAgain.objects.bulk_create(first)
    return len(found)


def _crew(situations: Sequence[Situation], on: dt.date, mandates: Sequence[Any] | None) -> "_Crew":
    if not situations:
        return _Crew((), ())
    staff = posts(
        on,
        teams=set().union(*(one.teams for one in situations)),
        organisations=set().union(*(one.organisations for one in situations)),
        users=set().union(*(one.people for one in situations)),
    )
    if not any(one.needs_mandates for one in situations):
        mandates = ()  # nothing here waits for a decision
    elif mandates is None:
        mandates = running_mandates(on, teams={one.row.team_id for one in situations})
    return _Crew(staff, mandates)


class _Crew:
    """Who and what was read for a chunk, to be found per anchor: the same few as if it were read alone.

    However many teams the chunk spans, each looks at its own people only.
    """

    def __init__(self, staff: Sequence[Post], mandates: Sequence[Any]) -> None:
        self._staff, self._mandates = staff, mandates
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
            self._of_team[team] = [
                one for one in self._mandates if one.team_id in (None, team) or one.team.kind == TeamKind.GEMEENTE
            ]
        return self._of_team[team]


_COLUMNS: Final = (
    "team_id",
    "kern_id",
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
)


def _values(turn: Turn, row: OpenRow) -> dict[str, Any]:
    seat = turn.seat
    return {
        "team_id": row.team_id,
        "kern_id": row.kern_id,
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
    }


def _differs(item: OpenWork, turn: Turn, row: OpenRow) -> bool:
    stranded = item.handed_to_id is not None and item.handed_to_id not in turn.seat.able
    return stranded or any(getattr(item, name) != value for name, value in _values(turn, row).items())


def _update(item: OpenWork, turn: Turn, row: OpenRow) -> OpenWork:
    """The same turn, for someone else or by another day; who it was handed to keeps it only if they still can."""
    for name, value in _values(turn, row).items():
        setattr(item, name, value)
    if item.handed_to_id not in turn.seat.able:
        item.handed_to_id = None
    return item
