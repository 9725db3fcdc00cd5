"""Whose turn it is: a pure function of the case, who is at their post, the mandates and the day.

`turns` answers for one case; `bring_in_line` makes the open `WorkItem`s say the same. It runs after every step and
operation, after a change of a membership or mandate, and each night. Each turn goes to somebody who is there, may see
it and can take the step that settles it: whom it is meant for, else the regisseur, the teamleider, the afdelingshoofd.
"""

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from casework.cases.states import Phase
from casework.engine.errors import NotNow, Reason
from casework.engine.facts import CaseFacts, Fact
from casework.engine.mandates import covers, holders
from casework.law.terms import Clock, Term
from roles.actions import Action as A
from roles.matrix import MATRIX, Relation, Role
from roles.models import MandateKind
from roles.policy import Post

NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """For whom a turn can be: a person, or a role in a team or organisation; `able` are those there who can do it."""

    able: frozenset[int]
    user: int | None = None
    role: str = ""
    team: int | None = None
    organisation: int | None = None
    not_user: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One open turn, as it should stand on somebody's list."""

    key: str
    step: str
    object_id: str
    url: str
    what: str
    why: str
    seat: Seat
    due: Term


class NobodyThere(NotNow):
    """Not even an afdelingshoofd. Configuration keeps the last one from leaving; the last may not recuse either."""

    def __init__(self) -> None:
        super().__init__(
            [Reason("Er is dan geen afdelingshoofd die dit kan overnemen. Vraag functioneel beheer om een vervanger.")]
        )


class Roster:
    """Who is there today around one case, in the words routing needs."""

    def __init__(
        self, case: CaseFacts, staff: Sequence[Post], mandates: Sequence[Any], clock: Clock, on: dt.date
    ) -> None:
        self.case, self.row, self.staff, self.mandates, self.clock, self.on = case, case.row, staff, mandates, clock, on

    def _who(self, posts_: Iterable[Post]) -> frozenset[int]:
        acting = {user for post in posts_ for user in post.acting_ids}
        return frozenset(acting - self.case.recused)

    def role(self, role: Role, *, team: int | None = None, but: Set[int] = NOBODY) -> Seat:
        """A role in a team: by default the case's own, and there only those who serve its kern."""
        place = team or self.row.team_id
        there = [
            post
            for post in self.staff
            if post.role == role
            and post.team_id == place
            and (place != self.row.team_id or post.serves(self.row.team_id, self.row.kern_id))
        ]
        return without(but, Seat(self._who(there), role=role, team=place))

    def municipal(self, role: Role, *, but: Set[int] = NOBODY) -> Seat:
        there = [post for post in self.staff if post.role == role and post.everywhere]
        return without(but, Seat(self._who(there), role=role, team=there[0].team_id if there else None))

    def organisation(self, organisation: int | None, *roles: Role) -> list[Seat]:
        return [
            Seat(
                self._who(post for post in self.staff if post.organisation_id == organisation and post.role == role),
                role=role,
                organisation=organisation,
            )
            for role in roles
        ]

    def person(self, user: int | None, action: A) -> Seat:
        """A named person, there (or covered for) at a post from which they may do this on this case."""
        places = [post for post in self.staff if post.user_id == user and self._reaches(post, action)]
        return Seat(self._who(places), user=user)

    def _reaches(self, post: Post, action: A) -> bool:
        """The relations of a post to this case that routing can know."""
        relations = MATRIX[post.role].get(action, ())
        return (
            (
                Relation.TEAM in relations
                and post.team_id is not None
                and post.serves(self.row.team_id, self.row.kern_id)
                and not post.everywhere
            )
            or (Relation.EVERYWHERE in relations and post.everywhere)
            or (Relation.REPORTED in relations and post.user_id == self.row.reported_by_id)
            or (
                Relation.ISSUED in relations
                and any(post.user_id in (one.issued_by_id, one.submitted_to_id) for one in self.case.indicaties)
            )
            or (
                Relation.REQUESTED in relations
                and any(post.user_id == one.requested_by_id for one in self.case.requests)
            )
        )

    def citizen(self) -> list[Seat]:
        return [Seat(frozenset({user} - self.case.recused), user=user) for user in self.case.citizens[:1]]

    @property
    def regisseur(self) -> Seat:
        return self.person(self.row.regisseur_id, A.LEAD_CASE)

    def leaders(self, *, but: Set[int] = NOBODY) -> list[Seat]:
        return [self.role(Role.TEAMLEIDER, but=but), self.municipal(Role.AFDELINGSHOOFD, but=but)]

    def leading(self) -> list[Seat]:
        """The regisseur; where nobody is there, who steps in."""
        return [self.regisseur, *self.leaders()]

    def offering(self) -> list[Seat]:
        """The regisseur, or until somebody took it up whoever reported."""
        waits = self.row.phase == Phase.AANMELDING and self.row.regisseur_id is None
        reporter = [self.person(self.row.reported_by_id, A.OFFER_HANDOVER)] if waits else []
        return [*reporter, *self.leading()]

    def seeing_both(self) -> list[Seat]:
        """Who may see this case and the one it looks like: for another team's, that is the afdelingshoofd."""
        row = self.row
        sighted = {
            user
            for post in self.staff
            if post.role in (Role.WMO_CONSULENT, Role.TEAMLEIDER, Role.AFDELINGSHOOFD)
            and post.serves(row.looks_like__team_id, row.looks_like__kern_id)
            for user in post.acting_ids
        }
        seats = [self.role(Role.WMO_CONSULENT), *self.leaders()]
        return [replace(seat, able=seat.able & sighted) for seat in seats]

    def employees(self, organisation: int) -> set[int]:
        return {post.user_id for post in self.staff if post.organisation_id == organisation}

    def mandated(self, kind: MandateKind, *, but: Set[int] = NOBODY, amount: Decimal | None = None) -> list[Seat]:
        """The seats of those who hold a mandate that reaches, the smallest first."""
        found = []
        held = holders(kind, self.row, self.staff, self.mandates)
        may_act = _ACTION[kind]
        for mandate in self.mandates:
            if mandate.kind != kind or (amount is not None and not covers(mandate, amount=amount)):
                continue
            able = frozenset(
                user
                for user, theirs in held.items()
                if mandate in theirs and user not in self.case.recused and self._may(user, may_act)
            )
            place = {"role": mandate.role, "team": mandate.team_id, "organisation": mandate.organisation_id}
            found.append(without(but, Seat(able, user=mandate.user_id) if mandate.user_id else Seat(able, **place)))
        return found

    def _may(self, user: int, action: A) -> bool:
        return any(user in post.acting_ids and self._reaches(post, action) for post in self.staff)


_ACTION: Final = {
    MandateKind.INDICATIE: A.REVIEW_INDICATIE,
    MandateKind.VANGNET: A.DECIDE_VANGNET,
    MandateKind.BESLUIT: A.DECIDE_APPLICATION,
}


def without(but: Set[int], seat: Seat) -> Seat:
    """The seat for everybody there except these. A list can leave out one; with more it goes to somebody by name."""
    able = seat.able - but
    if seat.user is not None or not but:
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


def _turn(
    roster: Roster,
    key: str,
    step: str,
    what: str,
    why: str,
    seats: Iterable[Seat],
    due: Term,
    *,
    obj: Fact | None = None,
    place: str = "",
) -> Turn:
    ref = roster.row.ref
    url = f"/{place}/{obj.id}/" if obj and place else f"/zaken/{ref}/"
    return Turn(key, step, obj.id if obj else "", url, what, why[:300], first(seats), due)


def _term(roster: Roster, code: str, start: dt.date, label: str) -> Term:
    return roster.clock.term(code, start, label=label)
