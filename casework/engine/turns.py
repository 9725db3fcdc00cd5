"""Whose turn it is: a pure function of the situation, who is at their post, the mandates and the day.

Each noun says whose turn it makes it; here is what they say it with. Each turn goes to somebody who is there, may see
it and can take the step that settles it: the first of the seats it names at which anybody is.
"""

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from casework.engine.errors import NotNow, Reason
from casework.engine.mandates import covers, holders
from casework.engine.open_rows import OpenRow, Situation
from casework.engine.registry import hanging_on, noun_named
from casework.law.days import ONE_DAY
from casework.law.terms import Clock, Term
from roles.actions import Action
from roles.matrix import MATRIX, Relation, Role
from roles.models import MandateKind
from roles.policy import Post

NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """For whom a turn can be: a person, or a role in a team or organisation; `able` are those there who can do it.

    `rests`: what comes to them in this seat leaves their list while the anchor waits for something (`Noun.rests`).
    """

    able: frozenset[int]
    user: int | None = None
    role: str = ""
    team: int | None = None
    organisation: int | None = None
    not_user: int | None = None
    rests: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One open turn, as it should stand on somebody's list. `outlives`: it stays when its anchor is closed.

    `known_to`: the only ones who may know of it, where it tells of what not everybody here may see.
    `rests_until`: until that day it leaves the list of who should do it, unless it is due before. `can_wait` False:
    somebody waits for it, so it never does by what the anchor waits for. `due_at`: the moment of that day by which.
    """

    key: str
    step: str
    object_id: str
    url: str
    what: str
    why: str
    seat: Seat
    due: Term
    outlives: bool = False
    known_to: frozenset[int] | None = None
    rests_until: dt.date | None = None
    can_wait: bool = True
    due_at: dt.datetime | None = None


class NobodyThere(NotNow):
    """Not even an afdelingshoofd. Configuration keeps the last one from leaving; the last may not recuse either."""

    def __init__(self) -> None:
        super().__init__(
            [Reason("Er is dan geen afdelingshoofd die dit kan overnemen. Vraag functioneel beheer om een vervanger.")]
        )


class Turns(list[Turn]):
    """Every open turn, and the day on which they can be others though nothing happens; None where time changes nothing."""

    again_on: dt.date | None = None


class Roster:
    """Who is there today around one anchor, in the words the nouns need.

    Which day it is stands nowhere in it: a turn that follows from the day asks for it by `has_come` or `each_day`, and
    by that it is known when this anchor must be looked at again. Who is there changes with the day too; of that the
    round itself knows (`casework.engine.passing_days`).
    """

    def __init__(
        self, situation: Situation, staff: Sequence[Post], mandates: Sequence[Any], clock: Clock, on: dt.date
    ) -> None:
        self.situation, self.row = situation, situation.row
        self.staff, self.mandates, self.clock, self._on = staff, mandates, clock, on
        self._again_on: dt.date | None = None

    # --- the day -------------------------------------------------------------------------------------------------

    def has_come(self, day: dt.date) -> bool:
        """Whether it is that day, or later. Until it is, this anchor is looked at again on that day."""
        if day > self._on:
            self._look_again(day)
        return day <= self._on

    def is_past(self, day: dt.date) -> bool:
        """Whether it is later than that day."""
        return day < dt.date.max and self.has_come(day + ONE_DAY)

    def still_shared(self, until: dt.date | None) -> bool:
        """Whether what is shared until that day can still be opened: nobody's turn may lie where it can't."""
        return until is not None and (until == dt.date.max or not self.has_come(until))

    def each_day(self) -> dt.date:
        """The day itself, for what is another each day: this anchor is looked at again tomorrow."""
        self._look_again(self._on + ONE_DAY)
        return self._on

    def _look_again(self, day: dt.date) -> None:
        if day < dt.date.max:  # 'for ever'
            self._again_on = min(day, self._again_on or day)

    @property
    def again_on(self) -> dt.date | None:
        """The first day on which something that was asked has another answer."""
        return self._again_on

    # --- seats ---------------------------------------------------------------------------------------------------

    def who(self, posts: Iterable[Post]) -> frozenset[int]:
        """Who acts at these posts today, and may see this anchor."""
        acting = {user for post in posts for user in post.acting_ids}
        return frozenset(acting - self.situation.closed_to)

    def role(self, role: Role, *, team: int | None = None, but: Set[int] = NOBODY) -> Seat:
        """A role in a team: by default the anchor's own, and there only those who serve its kern."""
        place = team or self.row.team_id
        there = [
            post
            for post in self.staff
            if post.role == role
            and post.team_id == place
            and (place != self.row.team_id or post.serves(self.row.team_id, self.row.kern_id))
        ]
        return self._leaving_out(but, there, Seat(self.who(there), role=role, team=place))

    def municipal(self, role: Role, *, but: Set[int] = NOBODY) -> Seat:
        there = [post for post in self.staff if post.role == role and post.everywhere]
        seat = Seat(self.who(there), role=role, team=there[0].team_id if there else None)
        return self._leaving_out(but, there, seat)

    def _leaving_out(self, but: Set[int], there: Sequence[Post], seat: Seat) -> Seat:
        """Without these people, and without whoever is only there in the place of one of them."""
        others = self.who(post for post in there if post.user_id not in but)
        return without(seat.able - others | but, seat)

    def organisation(self, organisation: int | None, *roles: Role) -> list[Seat]:
        return [
            Seat(
                self.who(post for post in self.staff if post.organisation_id == organisation and post.role == role),
                role=role,
                organisation=organisation,
            )
            for role in roles
        ]

    def person(self, user: int | None, action: Action) -> Seat:
        """A named person, there (or covered for) at a post from which they may do this on this anchor."""
        places = [post for post in self.staff if post.user_id == user and self.reaches(post, action)]
        return Seat(self.who(places), user=user)

    def reaches(self, post: Post, action: Action) -> bool:
        """Whether somebody at this post may do this here, by the relations that routing can know."""
        return any(self._stands(post, relation) for relation in MATRIX[post.role].get(action, ()))

    def _stands(self, post: Post, relation: Relation) -> bool:
        if relation is Relation.TEAM:
            ours = post.team_id is not None and post.serves(self.row.team_id, self.row.kern_id)
            return ours and not post.everywhere
        if relation is Relation.EVERYWHERE:
            return post.everywhere
        return post.user_id in self.situation.related(relation)

    def leaders(self, *, but: Set[int] = NOBODY) -> list[Seat]:
        return self._leaders(but) if but else [*self._all_leaders]

    def _leaders(self, but: Set[int]) -> list[Seat]:
        return [self.role(Role.TEAMLEIDER, but=but), self.municipal(Role.AFDELINGSHOOFD, but=but)]

    @cached_property
    def _all_leaders(self) -> list[Seat]:
        """Found once: nearly every turn names them, for when nobody else is there."""
        return self._leaders(NOBODY)

    def employees(self, organisation: int) -> set[int]:
        return {post.user_id for post in self.staff if post.organisation_id == organisation}

    def mandated(
        self, kind: MandateKind, action: Action, *, but: Set[int] = NOBODY, amount: Decimal | None = None
    ) -> list[Seat]:
        """The seats of those who hold a mandate that reaches, and may take that action here; the smallest first.

        Four eyes: none of `but`, and nobody in their place or under their mandate.
        """
        seats = []
        held = holders(kind, self.row, self.staff, self.mandates)
        another = holders(kind, self.row, self.staff, self.mandates, but=but)
        for mandate in self.mandates:
            if mandate.kind != kind or (amount is not None and not covers(mandate, amount=amount)):
                continue
            able = frozenset(
                user
                for user, theirs in held.items()
                if mandate in theirs and user not in self.situation.closed_to and self._may(user, action)
            )
            out = {
                user for user in able if mandate not in another.get(user, ()) or not self._may(user, action, but=but)
            }
            place = {"role": mandate.role, "team": mandate.team_id, "organisation": mandate.organisation_id}
            seats.append(without(out, Seat(able, user=mandate.user_id) if mandate.user_id else Seat(able, **place)))
        return seats

    def _may(self, user: int, action: Action, *, but: Set[int] = NOBODY) -> bool:
        return any(
            user in post.acting_ids and post.user_id not in but and self.reaches(post, action) for post in self.staff
        )

    # --- turns ---------------------------------------------------------------------------------------------------

    def term(self, code: str, start: dt.date, label: str) -> Term:
        return self.clock.term(code, start, label=label)

    def turn(
        self,
        noun: str,
        name: str,
        step: str,
        what: str,
        why: str,
        seats: Iterable[Seat],
        due: Term,
        *,
        of: OpenRow | None = None,
        outlives: bool = False,
        known_to: frozenset[int] | None = None,
        rests_until: dt.date | None = None,
        can_wait: bool = True,
        due_at: dt.datetime | None = None,
    ) -> Turn:
        """One turn: `name` tells it apart from others of the same row, `step` settles it. `of`: the row it is about.

        The rest: see `Turn`.
        """
        key = ":".join(filter(None, (noun, of.id if of else "", name)))
        home = noun_named(noun)
        url = f"{home.place}{of.id}/" if of and home else self.row.url
        return Turn(
            key=key,
            step=f"{noun}.{step}",
            object_id=of.id if of else "",
            url=url,
            what=what,
            why=why[:300],
            seat=first(seats),
            due=due,
            outlives=outlives,
            known_to=known_to,
            rests_until=rests_until,
            can_wait=can_wait,
            due_at=due_at,
        )


def without(but: Set[int], seat: Seat) -> Seat:
    """The seat for everybody there except these. A list can leave out one; with more it goes to somebody by name."""
    if not but:
        return seat
    able = seat.able - but
    if seat.user is not None:
        return replace(seat, able=able)
    if len(seat.able & but) > 1:
        return Seat(able, user=min(able, default=None))
    return replace(seat, able=able, not_user=next(iter(seat.able & but), None))


def first(seats: Iterable[Seat]) -> Seat:
    """The first seat where somebody is."""
    for seat in seats:
        if seat.able:
            return seat
    raise NobodyThere


def turns(situation: Situation, staff: Sequence[Post], mandates: Sequence[Any], clock: Clock, on: dt.date) -> Turns:
    """Every open turn on this anchor on that day. Pure: nothing is read or written."""
    roster = Roster(situation, staff, mandates, clock, on)
    result: list[Turn] = []
    rests: list[dt.date] = []
    for noun in hanging_on(situation.row.model):
        rows = situation.rows.get(noun.name, ())
        if noun.turns is not None:
            result += noun.turns(roster, rows)
        if noun.rests is not None and (until := noun.rests(roster, rows)):
            rests.append(until)
    found = Turns(_resting(one, max(rests, default=None)) for one in result if situation.is_open or one.outlives)
    found.again_on = roster.again_on
    return found


def _resting(turn: Turn, until: dt.date | None) -> Turn:
    """Set aside until that day where the anchor waits, and this is its own seat's ordinary work."""
    if until is None or not turn.seat.rests or not turn.can_wait or turn.rests_until is not None:
        return turn
    return replace(turn, rests_until=until)
