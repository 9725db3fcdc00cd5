"""Three questions, answered here and nowhere else: may this person? which ones? who may?

It judges objects by their attributes (`team_id`, `kern_id`, `reported_by_id`, …) and never imports casework.
Default: no. A recusal beats everything.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import JSONObject
from django.db.models.lookups import In
from django.utils import timezone

from roles.actions import Action
from roles.fixed import Select, Slot
from roles.lookups import among
from roles.matrix import MATRIX, GrantKind, Relation, Role
from roles.people import Absence, Membership, TeamKind, User
from roles.periods import running


def today() -> dt.date:
    return timezone.localdate()


@dataclass(frozen=True, slots=True)
class Holding:
    """One active membership as someone may use it: their own, or one they cover for."""

    role: Role
    user_id: int  # whose membership it is
    team_id: int | None = None
    organisation_id: int | None = None
    kern_ids: frozenset[int] = frozenset()  # empty: all kernen of the team
    everywhere: bool = False
    cover: bool = False

    @property
    def place_id(self) -> int:
        """Of the team, or of the organisation: it is in one of the two."""
        return self.team_id or self.organisation_id or 0

    @property
    def quarters(self) -> frozenset[int]:
        """Its kernen, each with its place as one number: see `there`."""
        return frozenset(self.place_id * _PLACE + kern for kern in self.kern_ids)


_PLACE: Final = 2**32  # more than there are kernen


@dataclass(frozen=True, slots=True)
class Basis:
    """Why someone may: the role and the relation it rests on, to be logged and shown."""

    role: Role
    relation: Relation
    cover: bool = False

    @property
    def words(self) -> str:
        return f"{WORDS[self.relation]}{' (als waarnemer)' if self.cover else ''}"


WORDS: Final[dict[Relation, str]] = {
    Relation.TEAM: "de zaak hoort bij het team",
    Relation.EVERYWHERE: "de rol geldt voor de hele gemeente",
    Relation.REPORTED: "deed zelf de melding",
    Relation.ISSUED: "gaf zelf de voorlopige indicatie af, of kreeg haar voorgelegd",
    Relation.RECEIVER: "de overdracht is aan het eigen team of de eigen organisatie",
    Relation.CARRIER: "de eigen organisatie draagt het doel",
    Relation.PROVIDER: "de eigen organisatie geeft deze hulp",
    Relation.REQUESTED: "vroeg zelf het vangnet aan",
    Relation.MAKER: "is op naam gevraagd om dit te maken",
    Relation.OBJECTED: "er ligt een bezwaar, of behandelde het zelf",
    Relation.GRANT: "heeft een machtiging op naam voor deze zaak",
    Relation.NONE: "hoort bij de rol",
}


@dataclass(frozen=True)
class Sight:
    """What someone brings along today, resolved once per request: literals to filter on."""

    user: User
    on: dt.date
    holdings: tuple[Holding, ...] = ()
    grants: dict[int, GrantKind] = field(default_factory=dict)  # case id → kind
    recused: frozenset[int] = frozenset()  # case ids

    @property
    def user_id(self) -> int:
        return self.user.pk

    @cached_property
    def acts_for(self) -> frozenset[int]:
        """The ids of the people whose place this user may take today, themselves included."""
        return frozenset({self.user.pk, *(holding.user_id for holding in self.holdings)})

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset({holding.role for holding in self.holdings} | {kind.role for kind in self.grants.values()})

    def has(self, action: Action) -> bool:
        """Whether any of their roles knows this action at all, on whatever object: for menus."""
        return any(action in MATRIX[role] for role in self.roles)

    def everywhere(self, action: Action) -> bool:
        """Whether that stands open to them in the whole municipality, but for what is closed to them."""
        return any(one.everywhere and Relation.EVERYWHERE in MATRIX[one.role].get(action, ()) for one in self.holdings)

    def apart_from(self, people: Set[int]) -> "Sight":
        """The same without what is done in the place of one of these people."""
        kept = tuple(one for one in self.holdings if not (one.cover and one.user_id in people))
        return self if len(kept) == len(self.holdings) else replace(self, holdings=kept)

    def by_themselves(self) -> "Sight":
        """The same without what is done in anybody's place."""
        return replace(self, holdings=tuple(one for one in self.holdings if not one.cover))

    def in_their_teams(self) -> "Sight":
        """The same without what somebody may in the whole municipality."""
        return replace(self, holdings=tuple(one for one in self.holdings if not one.everywhere))

    def team_ids(self, *roles: Role) -> frozenset[int]:
        return frozenset(
            holding.team_id for holding in self.holdings if holding.team_id and (not roles or holding.role in roles)
        )


def sight(user: User, on: dt.date | None = None) -> Sight:
    """What this user may draw on that day, in one query: memberships (with covers), and what is named (grants,
    recusals)."""
    return sight_soon(user, on or today())()


def sight_soon(user: User, on: dt.date) -> Callable[[], Sight]:
    """The same, asked now: for who asks for more at once. What it gives is to be called."""
    if not user.is_authenticated or not user.is_active:
        return lambda: Sight(user=user, on=on)
    asked = _DRAWN.send(user=user.pk, on=on)
    return lambda: _sight(user, on, next(asked.rows(), None))


def _sight(user: User, on: dt.date, row: Any) -> Sight:
    if row is None:  # closed since
        return Sight(user=user, on=on)
    holdings = tuple(_holding(one, user.pk) for one in row.places)
    grants = {one["case"]: GrantKind(one["kind"]) for one in row.granted}
    if not reads_files(holdings):  # reading along is for a colleague, and ends with being one
        grants = {case: kind for case, kind in grants.items() if kind is not GrantKind.READ_ALONG}
    return Sight(user=user, on=on, holdings=holdings, grants=grants, recused=frozenset(row.recused))


def _drawn(user: int, on: dt.date) -> Any:
    """Places, grants and recusals; of an open account. The last two through relations (no casework import)."""
    who: Any = User(pk=user)
    granted = JSONObject(case="content_object_id", kind="permission__codename")
    return (
        User.objects.filter(pk=user, is_active=True)
        .annotate(
            places=ArraySubquery(_places(user, on).values(json=_place())),
            granted=ArraySubquery(who.casegrant_set.filter(running(on)).order_by("pk").values(json=granted)),
            recused=ArraySubquery(who.recusal_set.values("case_id")),
        )
        .values_list("places", "granted", "recused", named=True)
    )


_DRAWN: Final = Select(_drawn, user=Slot.ID, on=Slot.DAY)


def _place() -> JSONObject:
    kernen = Membership.kernen.through.objects.filter(membership=OuterRef("pk"))
    return JSONObject(
        user="user_id",
        role="role",
        team="team_id",
        organisation="organisation_id",
        kernen=ArraySubquery(kernen.values("kern_id")),
        team_kind="team__kind",
    )


def _holding(row: dict[str, Any], user_id: int) -> Holding:
    return Holding(
        role=Role(row["role"]),
        user_id=row["user"],
        team_id=row["team"],
        organisation_id=row["organisation"],
        kern_ids=frozenset(row["kernen"]),
        everywhere=row["team_kind"] == TeamKind.GEMEENTE,
        cover=row["user"] != user_id,
    )


def reads_files(holdings: Iterable[Holding]) -> bool:
    """Whether any of these places opens whole files to who holds it."""
    return any(
        {Relation.TEAM, Relation.EVERYWHERE} & set(MATRIX[one.role].get(Action.VIEW_FILE, ())) for one in holdings
    )


def _places(user: int, on: dt.date) -> QuerySet[Membership]:
    """Own memberships (also while absent: a person may look at home) and those they cover for today."""
    covered = (
        Absence.objects.filter(running(on), cover_id=user)
        .filter(cover_is_there(on, "membership__"))
        .values("membership_id")
    )
    theirs = Q(user_id=user) | Q(among(covered)) & Q(user__is_active=True)
    return Membership.objects.filter(theirs, running(on)).order_by("pk")


def cover_is_there(on: dt.date, place: str, absence: str = "") -> Exists:
    """Of an absence: whether its cover is at a place of their own there, and not away from it.

    `place` and `absence` lead from the filtered model to the membership and to the absence.
    """
    away = Absence.objects.filter(running(on), membership=OuterRef("pk"))
    return Exists(
        Membership.objects.filter(
            Q(team=OuterRef(f"{place}team")) | Q(organisation=OuterRef(f"{place}organisation")),
            ~Exists(away),
            running(on),
            user=OuterRef(f"{absence}cover"),
        )
    )


# --- which ones? -----------------------------------------------------------------------------------------------


_OF_A_FILE: Final = frozenset({Relation.REPORTED, Relation.ISSUED, Relation.OBJECTED})  # of no other anchor


def which(sight: Sight, action: Action, path: str = "", *, own: str = "", named: bool = True) -> Q:
    """A Q on literals for the objects this person may do this to.

    `path` leads from the filtered model to its case ('' for the case itself, 'case__' for a child);
    `own` leads to the child that carries its own relation (a hand-over's receiver, a goal's carrier);
    `named` False: it is no case, so grants by name and recusals aren't of it.
    """
    clause = Q(pk__in=[])
    for relation in Relation:
        by_it = [one for one in sight.holdings if relation in MATRIX[one.role].get(action, ())]
        if by_it and (named or relation not in _OF_A_FILE):
            clause |= _q(relation, sight, by_it, path, own)
    if not named:
        return clause
    granted = [case for case, kind in sight.grants.items() if Relation.GRANT in MATRIX[kind.role].get(action, ())]
    if granted:
        clause |= Q(**{f"{path}id__in": granted})
    if sight.recused:
        clause &= ~Q(**{f"{path}id__in": sorted(sight.recused)})
    return clause


_AT: Final = {Relation.CARRIER: "carrier_organisation_id", Relation.PROVIDER: "provider_id"}


def _q(relation: Relation, sight: Sight, holdings: list[Holding], path: str, own: str) -> Q:
    """The look-up of one relation, of all places together: one clause, however many they are. Its twin is `_stands`; the
    agreement test holds the two together."""
    shared = Q(**{f"{own}shared_until__gt": sight.on})
    users = sorted({one.user_id for one in holdings})
    teams = [one for one in holdings if one.team_id]
    organisations = sorted({one.organisation_id for one in holdings if one.organisation_id})
    found = Q(pk__in=[])
    match relation:
        case Relation.TEAM if teams:
            return there(teams, f"{path}team_id", f"{path}kern_id")
        case Relation.EVERYWHERE if any(one.everywhere for one in holdings):
            return ~Q(pk__in=[])
        case Relation.REPORTED:
            return Q(**{f"{path}reported_by_id__in": users})
        case Relation.ISSUED:
            return Q(among(_issued(users), f"{path}id"))
        case Relation.OBJECTED:
            return Q(**{f"{path}id__in": _objected(users, any(one.everywhere for one in holdings))})
        case Relation.RECEIVER:
            if teams:
                found |= Q(**{f"{own}to_team_id__in": sorted({one.place_id for one in teams})})
            if organisations:
                found |= Q(**{f"{own}to_organisation_id__in": organisations})
            return found & shared
        case Relation.CARRIER | Relation.PROVIDER if organisations:
            return Q(**{f"{own}{_AT[relation]}__in": organisations}) & shared
        case Relation.REQUESTED:
            return Q(**{f"{own}requested_by_id__in": users})
        case Relation.MAKER:
            return _made_by_name(sight, holdings, own) & shared
    return found


def there(holdings: Iterable[Holding], place: str, kern: str) -> Q:
    """What stands in the place of one of these, and in one of its kernen where it is limited to some.

    `place` and `kern` are columns. A kern can be of two teams, so place and kern are looked up as one number.
    """
    whole = sorted({one.place_id for one in holdings if not one.kern_ids})
    limited = [one for one in holdings if one.kern_ids]
    clause = Q(**{f"{place}__in": whole})
    if limited:
        quarter = ExpressionWrapper(F(place) * _PLACE + F(kern), output_field=BigIntegerField())
        among = In(quarter, sorted({number for one in limited for number in one.quarters}))
        clause |= Q(**{f"{place}__in": sorted({one.place_id for one in limited})}) & Q(among)
    return clause


def _made_by_name(sight: Sight, holdings: Iterable[Holding], own: str) -> Q:
    """What this very person makes, at the organisation where they were asked: nobody does so in their place."""
    places = sorted({one.organisation_id for one in holdings if one.organisation_id and not one.cover})
    return Q(**{f"{own}maker_id": sight.user_id, f"{own}maker_organisation_id__in": places})


def _issued(user_ids: Iterable[int]) -> Any:
    """Cases on which one of these issued an indicatie, or on which one waits for their decision."""
    rows: Any = User._meta.get_field("indicaties_issued").related_model
    issued, submitted = (
        rows._default_manager.order_by().filter(**{f"{how}__in": user_ids}).values("case_id")
        for how in ("issued_by", "submitted_to")
    )
    return issued.union(submitted)


def _objected(user_ids: Iterable[int], everywhere: bool) -> Any:
    """Cases with an objection that one of these handled or decided (the court may ask them for its file); for who works for
    the whole municipality also those with one that waits."""
    rows: Any = User._meta.get_field("objections_handled").related_model
    found = Q(handler_id__in=user_ids) | Q(decided_by_id__in=user_ids)
    if everywhere:
        found |= Q(settled_on=None)
    return rows._default_manager.order_by().filter(found).values("case_id")


# --- may this person? ------------------------------------------------------------------------------------------


def basis(sight: Sight, action: Action, obj: Any = None) -> Basis | None:
    """Why this person may do this to this object, or None. `obj` is a case, or hangs on one (or on another anchor)."""
    case = _file_of(obj)
    file_id = _file_id(case)
    if file_id is not None and file_id in sight.recused:
        return None
    for holding in sight.holdings:
        for relation in MATRIX[holding.role].get(action, ()):
            if _stands(relation, sight, holding, obj, case):
                return Basis(holding.role, relation, holding.cover)
    kind = sight.grants.get(file_id) if file_id is not None else None
    if kind and Relation.GRANT in MATRIX[kind.role].get(action, ()):
        return Basis(kind.role, Relation.GRANT)
    return None


def _file_of(obj: Any) -> Any:
    """What it hangs on, by which one stands to it; itself where it hangs on nothing."""
    return getattr(obj, "anchor" if hasattr(obj, "anchor") else "case", obj)


def _file_id(case: Any) -> int | None:
    """The key under which grants by name and recusals know it: those are of cases, whatever else has such a number."""
    found: int | None = getattr(case, "file_id", None)
    return found


def may(sight: Sight, action: Action, obj: Any = None) -> bool:
    return basis(sight, action, obj) is not None


def _stands(relation: Relation, sight: Sight, holding: Holding, obj: Any, case: Any) -> bool:
    """Whether the relation holds. Twin of `_q`."""
    if relation is Relation.NONE:
        return True
    if case is None:
        return False
    match relation:
        case Relation.TEAM:
            return (
                holding.team_id is not None
                and case.team_id == holding.team_id
                and (not holding.kern_ids or case.kern_id in holding.kern_ids)
            )
        case Relation.EVERYWHERE:
            return holding.everywhere
        case Relation.REPORTED:
            return _file_id(case) is not None and bool(case.reported_by_id == holding.user_id)
        case Relation.ISSUED:
            return _file_id(case) in {row[0] for row in _issued([holding.user_id]).values_list("case_id")}
        case Relation.OBJECTED:
            file_id = _file_id(case)
            if file_id is None:
                return False
            return bool(_objected([holding.user_id], holding.everywhere).filter(case_id=file_id).exists())
        case Relation.RECEIVER | Relation.CARRIER | Relation.PROVIDER:
            return _shared_with(relation, holding, obj, sight.on)
        case Relation.REQUESTED:
            return bool(getattr(obj, "requested_by_id", None) == holding.user_id)
        case Relation.MAKER:
            return _makes(holding, obj, sight.on)
    return False


def _makes(holding: Holding, obj: Any, on: dt.date) -> bool:
    """By name, at that organisation, today."""
    if holding.cover or getattr(obj, "maker_id", None) != holding.user_id:
        return False
    at_home: bool = holding.organisation_id is not None and obj.maker_organisation_id == holding.organisation_id
    return at_home and obj.shared_until is not None and obj.shared_until > on


def _shared_with(relation: Relation, holding: Holding, obj: Any, on: dt.date) -> bool:
    """Shared with this holding's team or organisation, today. An object that shares nothing answers no."""
    until = getattr(obj, "shared_until", None)
    if until is None or until <= on:
        return False
    if relation is Relation.CARRIER:
        return holding.organisation_id is not None and obj.carrier_organisation_id == holding.organisation_id
    if relation is Relation.PROVIDER:
        return holding.organisation_id is not None and getattr(obj, "provider_id", None) == holding.organisation_id
    if not hasattr(obj, "to_team_id"):
        return False
    if holding.team_id is not None:
        return bool(obj.to_team_id == holding.team_id)
    return bool(obj.to_organisation_id == holding.organisation_id)


# --- who may? --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Post:
    """Someone at their place today, as routing sees it. `present` is False while absent; the cover then counts."""

    user_id: int
    role: Role
    team_id: int | None
    organisation_id: int | None
    kern_ids: frozenset[int]
    everywhere: bool
    present: bool
    cover_id: int | None

    @property
    def acting_ids(self) -> tuple[int, ...]:
        """Who can act at this post today."""
        if self.present:
            return (self.user_id,)
        return (self.cover_id,) if self.cover_id else ()

    def serves(self, team_id: int | None, kern_id: int | None) -> bool:
        if self.everywhere:
            return True
        return self.team_id == team_id and (not self.kern_ids or kern_id in self.kern_ids)


def posts(
    on: dt.date, *, teams: Iterable[int], organisations: Iterable[int] = (), users: Iterable[int] = ()
) -> tuple[Post, ...]:
    """Everyone with an active membership in these teams, these organisations or the municipality, and the
    memberships of these users wherever they are. One query."""
    return tuple(posts_of(_POSTS.rows(on=on, teams=teams, organisations=organisations, users=users)).values())


def posts_of(rows: Iterable[Any]) -> dict[int, Post]:
    """By membership, of what `with_absences` reads."""
    found: dict[int, Post] = {}
    for row in rows:
        if row.pk in found and not row.away:
            continue  # another, past absence of the same membership
        found[row.pk] = Post(
            user_id=row.user_id,
            role=Role(row.role),
            team_id=row.team_id,
            organisation_id=row.organisation_id,
            kern_ids=frozenset(kern for kern in row.kern_list if kern),
            everywhere=row.team_kind == TeamKind.GEMEENTE,
            present=not row.away,
            cover_id=row.cover if row.absences__cover__is_active and row.covered else None,
        )
    return found


POST: Final = (
    "pk",
    "user_id",
    "role",
    "team_id",
    "organisation_id",
    "team_kind",
    "kern_list",
    "away",
    "cover",
    "absences__cover__is_active",
    "covered",
)


def _staffed(on: dt.date, teams: list[int], organisations: list[int], users: list[int]) -> Any:
    somewhere = (
        Q(team_id__in=teams)
        | Q(team__kind=TeamKind.GEMEENTE)
        | Q(organisation_id__in=organisations)
        | Q(user_id__in=users)
    )
    return with_absences(Membership.objects.filter(somewhere, running(on), user__is_active=True), on)


def with_absences(memberships: QuerySet[Membership], on: dt.date) -> Any:
    """A row for each of them and each of its absences: whether that is today, who covers, and whether they are there
    (a cover who is away herself doesn't act)."""
    away = Case(When(running(on, "absences__"), then=Value(True)), default=Value(False), output_field=BooleanField())
    return (
        memberships.annotate(away=away, cover=Case(When(away=True, then=F("absences__cover_id"))))
        .annotate(covered=cover_is_there(on, "", "absences__"))
        .annotate(kern_list=ArrayAgg("kernen__id", default=[]), team_kind=F("team__kind"))
        .values_list(*POST, named=True)
    )


_POSTS: Final = Select(_staffed, on=Slot.DAY, teams=Slot.IDS, organisations=Slot.IDS, users=Slot.IDS)


def who_may(action: Action, obj: Any, staff: Iterable[Post], *, recused: Iterable[int] = ()) -> frozenset[int]:
    """The ids of the people who may do this today by their place (named grants apart), from posts read before."""
    case = _file_of(obj)
    closed_to = set(recused)
    able: set[int] = set()
    for post in staff:
        for relation in MATRIX[post.role].get(action, ()):
            holding = Holding(
                post.role, post.user_id, post.team_id, post.organisation_id, post.kern_ids, post.everywhere
            )
            place = Sight(user=User(pk=post.user_id), on=today(), holdings=(holding,))
            if _stands(relation, place, holding, obj, case):
                able.update(post.acting_ids)
    return frozenset(able - closed_to)
